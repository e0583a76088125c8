package net.buildserver.orchestrator.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.orchestrator.testing.EmbeddedServices;
import net.buildserver.orchestrator.testing.TestAttempts;
import net.buildserver.telemetry.Span;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TraceSenderTests {
    private final JdbcClient jdbc =
            JdbcClient.create(EmbeddedServices.freshDatabase().dataSource());
    private final TestAttempts attempts = new TestAttempts(jdbc);
    private final Traces traces = traces(1);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<List<Span>> taken = new ArrayList<>();
    private boolean away;
    private int asked;
    private final TraceSender sender = new TraceSender(jdbc, traces, this::take, meters);

    @Test
    void spansOfAnEndedBuildAreSentOnceAndByOneNode() {
        UUID build = endedBuild();
        TraceSender other = new TraceSender(jdbc, traces, this::take, new SimpleMeterRegistry());

        sender.run();
        other.run();

        assertThat(taken).hasSize(1);
        assertThat(taken.getFirst())
                .extracting(Span::name)
                .contains("BUILD MyApp", "task build", "queue", "offer", "attempt 1");
        assertThat(taken.getFirst())
                .allSatisfy(span -> assertThat(span.context().traceId())
                        .isEqualTo(build.toString().replace("-", "")));
        assertThat(meters.counter("build.server.traces.sent").count()).isEqualTo(1);
    }

    @Test
    void collectorThatIsAwayIsAskedAgainLaterAndNothingIsLost() {
        for (int i = 0; i < 5; i++) {
            endedBuild();
        }
        away = true;
        sender.run();
        assertThat(asked).as("gives up for this time").isEqualTo(3);
        assertThat(waiting()).isEqualTo(5);

        away = false;
        sender.run();
        jdbc.sql("update untraced_builds set next_try = now()").update();
        sender.run();

        assertThat(taken).hasSize(5);
        assertThat(waiting()).isZero();
    }

    @Test
    void whatIsAnHourOldIsDroppedAndCounted() {
        endedBuild();
        jdbc.sql("update untraced_builds set ended_at = now() - interval '61 minutes'")
                .update();

        sender.run();

        assertThat(taken).isEmpty();
        assertThat(waiting()).isZero();
        assertThat(meters.counter("build.server.traces.dropped").count()).isEqualTo(1);
    }

    @Test
    void buildsThatAreNotRecordedLeaveNothingBehind() {
        traces(0).ended(attempts.build());

        assertThat(waiting()).isZero();
    }

    private UUID endedBuild() {
        UUID build = attempts.build();
        if (jdbc.sql("select count(*) from agents").query(Integer.class).single() == 0) {
            attempts.agent("linux-1", 10);
        }
        UUID attempt = attempts.accept(build, "linux-1");
        jdbc.sql("update attempts set state = 'Finished', outcome = 'Succeeded', ended_at = now() where id = :id")
                .param("id", attempt)
                .update();
        jdbc.sql("update builds set status = 'Succeeded', started_at = now(), ended_at = now() where id = :id")
                .param("id", build)
                .update();
        traces.ended(build);
        return build;
    }

    private boolean take(List<Span> spans) {
        asked++;
        if (!away) {
            taken.add(spans);
        }
        return !away;
    }

    private int waiting() {
        return jdbc.sql("select count(*) from untraced_builds")
                .query(Integer.class)
                .single();
    }

    private Traces traces(double ratio) {
        return new Traces(
                jdbc, new TraceSettings("http://collector:4318/v1/traces", Map.of(), ratio, Duration.ofSeconds(1)));
    }
}
