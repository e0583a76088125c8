package net.buildserver.orchestrator.traces;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import net.buildserver.telemetry.Span;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sends the spans of builds that have ended. A collector that is away is asked again every minute; what it does not have an hour
 * after the build's end is dropped and counted.
 */
class TraceSender {
    private static final Logger LOG = LoggerFactory.getLogger(TraceSender.class);
    private static final int FAILURES_IN_A_ROUND = 3;

    private final JdbcClient jdbc;
    private final TracedBuilds builds;
    private final Traces traces;
    private final Predicate<List<Span>> collector;
    private final Counter sent;
    private final Counter dropped;
    private boolean failing;

    /** Creates a sender; {@code collector} returns whether it has got the spans of a build. */
    TraceSender(JdbcClient jdbc, Traces traces, Predicate<List<Span>> collector, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.builds = new TracedBuilds(jdbc);
        this.traces = traces;
        this.collector = collector;
        this.sent = Counter.builder("build.server.traces.sent")
                .description("Builds whose spans the collector took")
                .register(meters);
        this.dropped = Counter.builder("build.server.traces.dropped")
                .description("Builds whose spans the collector did not take within an hour")
                .register(meters);
    }

    /** Sends what is due, and gives up for this time when the collector does not answer. */
    void run() {
        drop();
        int failures = 0;
        Optional<UUID> build = claim();
        while (build.isPresent()) {
            if (send(build.get())) {
                failures = 0;
            } else if (++failures == FAILURES_IN_A_ROUND) {
                break;
            }
            build = claim();
        }
    }

    /** Drops and counts what waited for too long. */
    void drop() {
        int old = jdbc.sql("delete from untraced_builds where ended_at < now() - interval '1 hour'")
                .update();
        dropped.increment(old);
    }

    private Optional<UUID> claim() {
        return jdbc.sql("""
                        update untraced_builds set next_try = now() + interval '1 minute'
                        where build_id = (select build_id from untraced_builds where next_try <= now()
                                          order by next_try limit 1 for update skip locked)
                        returning build_id""").query(UUID.class).optional();
    }

    private boolean send(UUID buildId) {
        Optional<TracedBuild> build = builds.read(buildId);
        if (build.isPresent()) {
            boolean arrived = collector.test(BuildSpans.of(traces.of(buildId), build.get()));
            note(arrived);
            if (!arrived) {
                return false;
            }
            sent.increment();
        }
        jdbc.sql("delete from untraced_builds where build_id = :build")
                .param("build", buildId)
                .update();
        return true;
    }

    private void note(boolean arrived) {
        if (!arrived && !failing) {
            LOG.warn("The collector does not take the traces of builds; they are kept for an hour.");
        } else if (arrived && failing) {
            LOG.info("The collector takes the traces of builds again.");
        }
        failing = !arrived;
    }
}
