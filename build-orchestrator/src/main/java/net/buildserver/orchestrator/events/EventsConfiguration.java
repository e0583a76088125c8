package net.buildserver.orchestrator.events;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.resource.Delay;
import java.util.concurrent.TimeUnit;
import net.buildserver.orchestrator.platform.RedisNames;
import net.buildserver.orchestrator.status.PartCheck;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.connection.RedisConnectionFactory;

@Configuration(proxyBeanMethods = false)
class EventsConfiguration {
    private static final long FIRST_RECONNECT = 50;
    private static final long SLOWEST_RECONNECT = 2000;

    @Bean
    RedisSignals signals(RedisConnectionFactory redis, RedisNames names) {
        return new RedisSignals(redis, names);
    }

    @Bean
    @Order(1)
    PartCheck redisCheck(RedisConnectionFactory redis) {
        return new RedisCheck(redis);
    }

    /** The driver's own delay grows to half a minute, for which a Redis that is back would not be used. */
    @Bean
    ClientResourcesBuilderCustomizer reconnectWithinSeconds() {
        return resources -> resources.reconnectDelay(
                Delay.exponential(FIRST_RECONNECT, SLOWEST_RECONNECT, TimeUnit.MILLISECONDS, 2));
    }

    /** While Redis is away its users go on without it at once, rather than wait for it. */
    @Bean
    LettuceClientOptionsBuilderCustomizer rejectWhileAway() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
    }
}
