package net.buildserver.orchestrator.scheduling;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.buildserver.orchestrator.platform.Buckets;
import net.buildserver.orchestrator.traces.Traces;
import net.buildserver.telemetry.CurrentSpan;

/** Counts offers, measures how long tasks waited for theirs, and shows who schedules. */
class SchedulingMetrics {
    private final Traces traces;
    private final MeterProvider<Counter> offers;
    private final MeterProvider<Timer> latency;
    private final Timer rounds;
    private final AtomicInteger leader = new AtomicInteger();

    SchedulingMetrics(MeterRegistry meters, Traces traces) {
        this.traces = traces;
        this.offers = Counter.builder("build.server.offers")
                .description("Tasks offered to agents, by pool")
                .withRegistry(meters);
        this.latency = Timer.builder("build.server.dispatch.latency")
                .description("Time from a task being ready to its offer, by pool")
                .serviceLevelObjectives(Buckets.queueWait())
                .withRegistry(meters);
        this.rounds = Timer.builder("build.server.scheduler.rounds")
                .description("Time that the scheduler's rounds took")
                .serviceLevelObjectives(Buckets.request())
                .register(meters);
        Gauge.builder("build.server.scheduler.leader", leader, AtomicInteger::get)
                .description("1 on the node that schedules, 0 on the others; the sum over all nodes should be 1")
                .register(meters);
    }

    void leads(boolean leads) {
        leader.set(leads ? 1 : 0);
    }

    void round(long nanos) {
        rounds.record(nanos, TimeUnit.NANOSECONDS);
    }

    void offered(WaitingTask task, long waitedMillis) {
        offers.withTag("pool", task.pool()).increment();
        // The histogram points at the build's trace.
        CurrentSpan.within(
                traces.of(task.buildId()),
                () -> latency.withTag("pool", task.pool()).record(waitedMillis, TimeUnit.MILLISECONDS));
    }
}
