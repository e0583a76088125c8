package net.buildserver.orchestrator.platform;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.IdGenerator;
import org.springframework.util.JdkIdGenerator;

/** Wires time and identifiers; tests put their own in their place. */
@Configuration(proxyBeanMethods = false)
class PlatformConfiguration {
    @Bean
    RedisNames redisNames(RedisSettings settings) {
        return new RedisNames(settings.prefix());
    }

    @Bean
    @ConditionalOnMissingBean
    InstantSource instantSource() {
        return InstantSource.system();
    }

    @Bean
    @ConditionalOnMissingBean
    IdGenerator idGenerator() {
        return new JdkIdGenerator();
    }
}
