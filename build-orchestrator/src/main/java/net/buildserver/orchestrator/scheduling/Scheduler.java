package net.buildserver.orchestrator.scheduling;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.lease.LeaseWatch;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import net.buildserver.orchestrator.queue.QueueLimits;
import net.buildserver.orchestrator.queue.ReadyTasks;
import org.springframework.context.SmartLifecycle;

/**
 * Offers waiting tasks to waiting agents and watches the leases, on the one node that leads. Signals tell it what changed; a sweep
 * finds what no signal told of.
 */
class Scheduler implements SmartLifecycle {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration CLAIM = Duration.ofSeconds(2);
    private static final Duration SWEEP = Duration.ofSeconds(5);

    private final Leadership leadership;
    private final Dispatch dispatch;
    private final LeaseWatch leases;
    private final Signals signals;
    private final SchedulingMetrics metrics;
    private final Changes changes = new Changes();
    private final BackgroundLoop offering = new BackgroundLoop("scheduler", TICK, this::round);
    private final BackgroundLoop watching = new BackgroundLoop("lease-watch", TICK, this::watch);
    private final List<Signals.Subscription> subscriptions = new ArrayList<>();
    private volatile boolean leads;
    private long nextClaim = System.nanoTime();
    private long nextSweep = System.nanoTime();

    Scheduler(Leadership leadership, Dispatch dispatch, LeaseWatch leases, Signals signals, SchedulingMetrics metrics) {
        this.leadership = leadership;
        this.dispatch = dispatch;
        this.leases = leases;
        this.signals = signals;
        this.metrics = metrics;
    }

    private void round() throws SQLException {
        if (isDue(nextClaim)) {
            leads = claim();
            nextClaim = System.nanoTime() + CLAIM.toNanos();
        }
        if (!leads) {
            changes.take();
            return;
        }
        long begin = System.nanoTime();
        Changes.Taken taken = changes.take();
        if (isDue(nextSweep) || taken.missed()) {
            dispatch.sweep();
            nextSweep = System.nanoTime() + SWEEP.toNanos();
        }
        dispatch.round(taken, changes);
        metrics.round(System.nanoTime() - begin);
        if (!changes.isEmpty()) {
            offering.wake();
        }
    }

    private boolean claim() throws SQLException {
        boolean led = leads;
        // Until the claim is known to hold, this node does not lead.
        leads = false;
        metrics.leads(false);
        boolean leading = leadership.claim();
        metrics.leads(leading);
        if (leading && !led) {
            leases.resume();
            dispatch.begin();
            nextSweep = System.nanoTime();
        }
        return leading;
    }

    private void watch() {
        if (leads) {
            leases.run();
        }
    }

    private static boolean isDue(long time) {
        return System.nanoTime() - time >= 0;
    }

    @Override
    public void start() {
        subscriptions.add(signals.subscribeAll(ReadyTasks.SIGNAL, id -> {
            changes.task(id);
            offering.wake();
        }));
        subscriptions.add(signals.subscribeAll("waiting", id -> {
            changes.agent(id);
            offering.wake();
        }));
        subscriptions.add(signals.subscribe(QueueLimits.SIGNAL, () -> {
            changes.missed();
            offering.wake();
        }));
        offering.start();
        watching.start();
    }

    @Override
    public void stop() {
        subscriptions.forEach(Signals.Subscription::close);
        subscriptions.clear();
        watching.stop();
        offering.stop();
        leads = false;
        metrics.leads(false);
        leadership.close();
    }

    @Override
    public boolean isRunning() {
        return offering.isRunning();
    }
}
