package net.buildserver.orchestrator.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.orchestrator.testing.CountingDataSource;
import net.buildserver.orchestrator.testing.EmbeddedServices;
import net.buildserver.orchestrator.testing.TestAttempts;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PoolDemandsTests {
    private final CountingDataSource database =
            new CountingDataSource(EmbeddedServices.freshDatabase().dataSource());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TestAttempts attempts = new TestAttempts(jdbc);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final PoolDemands demands = new PoolDemands(jdbc, () -> now);

    @Test
    void emptyPoolNeedsNobody() {
        assertThat(demands.of(BuildTargetType.Linux)).isEqualTo(new PoolDemand(0, 0, 0));
    }

    @Test
    void waitingAndBusyTasksCountAndHeldOnesDoNot() {
        attempts.agent("agent-1", 4);
        attempts.build();
        attempts.build();
        attempts.accept(attempts.build(), "agent-1");
        attempts.offer(attempts.build(), "agent-1");
        hold(attempts.build());

        assertThat(demands.of(BuildTargetType.Linux)).isEqualTo(new PoolDemand(2, 2, 4));
        assertThat(demands.of(BuildTargetType.Windows)).isEqualTo(new PoolDemand(0, 0, 0));
    }

    @Test
    void whatLimitsKeepBackNeedsNoAgent() {
        attempts.agent("agent-1", 4);
        attempts.accept(attempts.build(), "agent-1");
        for (int i = 0; i < 5; i++) {
            attempts.build();
        }

        limit("project", "MyApp", 3);
        assertThat(demands.of(BuildTargetType.Linux)).isEqualTo(new PoolDemand(2, 1, 3));

        limit("pool", "Linux", 2);
        now = now.plusSeconds(2);
        assertThat(demands.of(BuildTargetType.Linux)).isEqualTo(new PoolDemand(1, 1, 2));

        limit("pool", "Linux", 0);
        now = now.plusSeconds(2);
        assertThat(demands.of(BuildTargetType.Linux)).isEqualTo(new PoolDemand(0, 1, 1));
    }

    @Test
    void clockThatWasAheadDoesNotKeepWhatWasReadThen() {
        now = now.plus(Duration.ofMinutes(20));
        demands.of(BuildTargetType.Linux);
        attempts.build();
        now = now.minus(Duration.ofMinutes(20));

        assertThat(demands.of(BuildTargetType.Linux).pendingRunnable()).isEqualTo(1);
    }

    @Test
    void oneStatementServesASecond() {
        attempts.build();
        PoolDemand first = demands.of(BuildTargetType.Linux);
        attempts.build();
        database.takeStatements();

        now = now.plus(Duration.ofMillis(900));
        assertThat(demands.of(BuildTargetType.Linux)).isEqualTo(first);
        assertThat(database.takeStatements()).isEmpty();

        now = now.plus(Duration.ofMillis(200));
        assertThat(demands.of(BuildTargetType.Linux).pendingRunnable()).isEqualTo(2);
        assertThat(database.takeStatements()).hasSize(1);
    }

    private void hold(UUID build) {
        jdbc.sql("update tasks set held_at = now(), held_by = 'ann' where build_id = :id")
                .param("id", build)
                .update();
    }

    private void limit(String kind, String name, int most) {
        jdbc.sql("""
                        insert into queue_limits (kind, name, max_running, changed_by) values (:kind, :name, :most, 'ann')
                        on conflict (kind, name) do update set max_running = excluded.max_running""")
                .param("kind", kind)
                .param("name", name)
                .param("most", most)
                .update();
    }
}
