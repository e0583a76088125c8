package net.buildserver.orchestrator.lease;

import io.micrometer.core.instrument.MeterRegistry;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.task.AttemptOutcome;
import net.buildserver.domain.task.AttemptState;
import org.jspecify.annotations.Nullable;

/** Counts how attempts end. */
class LeaseMetrics {
    private static final String NAME = "build.server.attempts";
    private static final String NONE = "none";

    private final MeterRegistry meters;

    LeaseMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void accepted() {
        meters.counter("build.server.accepts").increment();
    }

    void finished(AttemptOutcome outcome, @Nullable FailureKind kind) {
        count(AttemptState.Finished.name(), outcome.name(), kind == null ? NONE : kind.name());
    }

    void ended(AttemptState state) {
        count(state.name(), NONE, state == AttemptState.Lost ? FailureKind.AgentLost.name() : NONE);
    }

    private void count(String state, String outcome, String kind) {
        meters.counter(NAME, "state", state, "outcome", outcome, "failure_kind", kind)
                .increment();
    }
}
