package net.buildserver.orchestrator.queue;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.buildserver.orchestrator.platform.RedisNames;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;

/** One sorted set per pool. */
final class RedisJobQueue implements JobQueue {
    private final StringRedisTemplate redis;
    private final String prefix;

    RedisJobQueue(StringRedisTemplate redis, RedisNames names) {
        this.prefix = names.of("queue:");
        this.redis = redis;
    }

    @Override
    public void add(Collection<QueuedTask> tasks) {
        tasks.stream()
                .collect(Collectors.groupingBy(QueuedTask::pool))
                .forEach((pool, members) -> redis.opsForZSet()
                        .add(
                                key(pool),
                                members.stream()
                                        .map(task ->
                                                TypedTuple.of(task.taskId().toString(), Double.valueOf(task.score())))
                                        .collect(Collectors.toSet())));
    }

    @Override
    public List<UUID> first(String pool, int limit) {
        Set<String> members = redis.opsForZSet().range(key(pool), 0, limit - 1L);
        return members == null
                ? List.of()
                : members.stream().map(UUID::fromString).toList();
    }

    @Override
    public void remove(String pool, Collection<UUID> taskIds) {
        if (!taskIds.isEmpty()) {
            redis.opsForZSet()
                    .remove(key(pool), taskIds.stream().map(UUID::toString).toArray());
        }
    }

    @Override
    public long size(String pool) {
        Long size = redis.opsForZSet().zCard(key(pool));
        return size == null ? 0 : size;
    }

    private String key(String pool) {
        return prefix + pool;
    }
}
