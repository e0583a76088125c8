package net.buildserver.orchestrator.events;

import net.buildserver.orchestrator.status.PartCheck;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Whether Redis answers. */
final class RedisCheck implements PartCheck {
    private final RedisConnectionFactory redis;

    RedisCheck(RedisConnectionFactory redis) {
        this.redis = redis;
    }

    @Override
    public String part() {
        return "redis";
    }

    @Override
    public String effect() {
        return "Everything goes on; what happens at one node is seen at the others within 5 s rather than at once.";
    }

    @Override
    public void check() {
        try (RedisConnection connection = redis.getConnection()) {
            connection.ping();
        }
    }
}
