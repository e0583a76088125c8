package net.buildserver.orchestrator.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.buildserver.orchestrator.testing.EmbeddedServices;
import net.buildserver.orchestrator.testing.TestAttempts;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class FailingAgentsTests {
    private final JdbcClient jdbc = EmbeddedServices.freshDatabase().jdbc();
    private final TestAttempts attempts = new TestAttempts(jdbc);

    @Test
    void agentThatFailsWhatOthersPassGoesIntoMaintenanceOnce() {
        attempts.agent("bad", 1);
        attempts.agent("good", 1);
        fail("bad", "good", 2);

        assertThat(new FailingAgents(jdbc, 3).drain()).isEmpty();
        fail("bad", "good", 1);
        assertThat(new FailingAgents(jdbc, 0).drain()).isEmpty();
        assertThat(new FailingAgents(jdbc, 3).drain()).containsExactly("bad");
        assertThat(jdbc.sql("select drain_reason from agents where id = 'bad'")
                        .query(String.class)
                        .single())
                .isEqualTo("3 tasks failed on it within an hour that succeeded on other agents");
        jdbc.sql("update agents set maintenance = false, in_service_since = now() where id = 'bad'")
                .update();
        assertThat(new FailingAgents(jdbc, 3).drain()).isEmpty();
    }

    @Test
    void buildThatFailsEverywhereIsNoAgentsFault() {
        attempts.agent("one", 1);
        attempts.agent("two", 1);
        for (int number = 0; number < 5; number++) {
            UUID build = attempts.build();
            attempts.end(attempts.accept(build, "one"), "Lost", null);
            attempts.end(attempts.accept(build, "two"), "Lost", null);
        }

        assertThat(new FailingAgents(jdbc, 3).drain()).isEmpty();
    }

    private void fail(String bad, String good, int tasks) {
        for (int number = 0; number < tasks; number++) {
            UUID build = attempts.build();
            attempts.end(attempts.accept(build, bad), "Lost", null);
            attempts.end(attempts.accept(build, good), "Finished", "Succeeded");
        }
    }
}
