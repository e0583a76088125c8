package net.buildserver.orchestrator.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import net.buildserver.orchestrator.platform.RedisNames;
import net.buildserver.orchestrator.testing.EmbeddedServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What every job queue promises, held against the one on a real Redis. */
class RedisJobQueueTests {
    private LettuceConnectionFactory connections;
    private JobQueue queue;

    @BeforeEach
    void connect() {
        URI redis = URI.create(EmbeddedServices.redisUrl());
        connections = new LettuceConnectionFactory(redis.getHost(), redis.getPort());
        connections.afterPropertiesSet();
        connections.start();
        queue = new RedisJobQueue(new StringRedisTemplate(connections), new RedisNames("test-" + UUID.randomUUID()));
    }

    @AfterEach
    void disconnect() {
        connections.destroy();
    }

    @Test
    void lowestScoreComesFirstAndPoolsAreApart() {
        UUID late = UUID.randomUUID();
        UUID early = UUID.randomUUID();
        UUID windows = UUID.randomUUID();
        queue.add(List.of(
                new QueuedTask(late, "Linux", 1_700_000_000_001.0),
                new QueuedTask(early, "Linux", 1_700_000_000_000.0),
                new QueuedTask(windows, "Windows", 1)));

        assertThat(queue.first("Linux", 10)).containsExactly(early, late);
        assertThat(queue.first("Linux", 1)).containsExactly(early);
        assertThat(queue.first("Windows", 10)).containsExactly(windows);
        assertThat(queue.first("MacOS", 10)).isEmpty();
    }

    @Test
    void readingLeavesTasksAndAddingTwiceChangesNothing() {
        QueuedTask task = new QueuedTask(UUID.randomUUID(), "Linux", 5);
        queue.add(List.of(task));
        queue.add(List.of(task));

        assertThat(queue.first("Linux", 10)).containsExactly(task.taskId());
        assertThat(queue.size("Linux")).isEqualTo(1);
    }

    @Test
    void removedTasksAreGoneAndUnknownOnesAreIgnored() {
        QueuedTask task = new QueuedTask(UUID.randomUUID(), "Linux", 5);
        queue.add(List.of(task));

        queue.remove("Linux", List.of(UUID.randomUUID()));
        queue.remove("Linux", List.of());
        assertThat(queue.size("Linux")).isEqualTo(1);
        queue.remove("Linux", List.of(task.taskId()));
        assertThat(queue.size("Linux")).isZero();
    }
}
