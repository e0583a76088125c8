package net.buildserver.orchestrator.events;

import io.lettuce.core.ClientOptions;
import net.buildserver.orchestrator.platform.RedisNames;
import net.buildserver.orchestrator.status.PartCheck;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.connection.RedisConnectionFactory;

@Configuration(proxyBeanMethods = false)
class EventsConfiguration {
    @Bean
    RedisSignals signals(RedisConnectionFactory redis, RedisNames names) {
        return new RedisSignals(redis, names);
    }

    @Bean
    @Order(1)
    PartCheck redisCheck(RedisConnectionFactory redis) {
        return new RedisCheck(redis);
    }

    /** While Redis is away its users go on without it at once, rather than wait for it. */
    @Bean
    LettuceClientOptionsBuilderCustomizer rejectWhileAway() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
    }
}
