package net.buildserver.orchestrator.lease;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.task.AttemptOutcome;
import net.buildserver.domain.task.AttemptState;
import org.jspecify.annotations.Nullable;

/** Counts how leases begin and how attempts end. */
public class LeaseMetrics {
    private static final String NONE = "none";

    private final Counter accepts;
    private final Counter renewals;
    private final Counter expiries;
    private final MeterProvider<Counter> attempts;

    LeaseMetrics(MeterRegistry meters) {
        this.accepts = Counter.builder("build.server.accepts")
                .description("Offers that agents accepted")
                .register(meters);
        this.renewals = Counter.builder("build.server.lease.renewals")
                .description("Leases that heartbeats renewed")
                .register(meters);
        this.expiries = Counter.builder("build.server.lease.expiries")
                .description("Leases that ran out because their agent was silent")
                .register(meters);
        this.attempts = Counter.builder("build.server.attempts")
                .description("Attempts that ended, by state, outcome and failure_kind")
                .withRegistry(meters);
    }

    void accepted() {
        accepts.increment();
    }

    /** Counts leases that a heartbeat renewed. */
    public void renewed(long leases) {
        renewals.increment((double) leases);
    }

    void ranOut() {
        expiries.increment();
    }

    void finished(AttemptOutcome outcome, @Nullable FailureKind kind) {
        count(AttemptState.Finished.name(), outcome.name(), kind == null ? NONE : kind.name());
    }

    void ended(AttemptState state) {
        count(state.name(), NONE, state == AttemptState.Lost ? FailureKind.AgentLost.name() : NONE);
    }

    private void count(String state, String outcome, String kind) {
        attempts.withTags("state", state, "outcome", outcome, "failure_kind", kind)
                .increment();
    }
}
