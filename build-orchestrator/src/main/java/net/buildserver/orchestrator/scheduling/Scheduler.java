package net.buildserver.orchestrator.scheduling;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.lease.LeaseWatch;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import org.springframework.context.SmartLifecycle;

/**
 * Offers waiting tasks to waiting agents and watches the leases, on the one node that leads. Signals wake it; a sweep finds
 * what no signal told of.
 */
class Scheduler implements SmartLifecycle {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration CLAIM = Duration.ofSeconds(2);
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final Set<String> POOLS =
            Set.copyOf(Arrays.stream(BuildTargetType.values()).map(Enum::name).toList());

    private final Leadership leadership;
    private final PoolPass pass;
    private final LeaseWatch leases;
    private final Signals signals;
    private final BackgroundLoop offering = new BackgroundLoop("scheduler", TICK, this::round);
    private final BackgroundLoop watching = new BackgroundLoop("lease-watch", TICK, this::watch);
    private final Set<String> dirty = ConcurrentHashMap.newKeySet();
    private final List<Signals.Subscription> subscriptions = new ArrayList<>();
    private volatile boolean leads;
    private long nextClaim = System.nanoTime();
    private long nextSweep = System.nanoTime();

    Scheduler(Leadership leadership, PoolPass pass, LeaseWatch leases, Signals signals) {
        this.leadership = leadership;
        this.pass = pass;
        this.leases = leases;
        this.signals = signals;
    }

    private void round() throws SQLException {
        if (isDue(nextClaim)) {
            leads = claim();
            nextClaim = System.nanoTime() + CLAIM.toNanos();
        }
        if (!leads) {
            dirty.clear();
            return;
        }
        if (isDue(nextSweep)) {
            dirty.addAll(POOLS);
            nextSweep = System.nanoTime() + SWEEP.toNanos();
        }
        for (String pool : new HashSet<>(dirty)) {
            dirty.remove(pool);
            pass.run(pool);
        }
    }

    private boolean claim() throws SQLException {
        boolean led = leads;
        // Until the claim is known to hold, this node does not lead.
        leads = false;
        boolean leading = leadership.claim();
        if (leading && !led) {
            leases.resume();
            dirty.addAll(POOLS);
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
        for (String pool : POOLS) {
            subscriptions.add(signals.subscribe("tasks:" + pool, () -> {
                dirty.add(pool);
                offering.wake();
            }));
        }
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
        leadership.close();
    }

    @Override
    public boolean isRunning() {
        return offering.isRunning();
    }
}
