package net.buildserver.agent.loop;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.agent.signal.StopSignal;
import net.buildserver.domain.protocol.AttemptDirective;
import net.buildserver.domain.protocol.Directive;

/** The attempts that this process works on, with the switches that end them. */
final class HeldAttempts {
    private final Map<UUID, Held> attempts = new ConcurrentHashMap<>();
    private final Semaphore changed = new Semaphore(0);

    private record Held(AgentState.Job job, Cancellation cancellation, StopSignal deliveryStop) {}

    void add(AgentState.Job job, Cancellation cancellation, StopSignal deliveryStop) {
        attempts.put(job.attemptId(), new Held(job, cancellation, deliveryStop));
        changed.release();
    }

    void remove(UUID attemptId) {
        attempts.remove(attemptId);
        changed.release();
    }

    List<UUID> ids() {
        return List.copyOf(attempts.keySet());
    }

    List<AgentState.Job> jobs() {
        return attempts.values().stream().map(Held::job).toList();
    }

    boolean isEmpty() {
        return attempts.isEmpty();
    }

    /** Wakes who waits for a change. */
    void nudge() {
        changed.release();
    }

    /** Waits until an attempt comes or goes, at most {@code limit}. Returns whether the waiter was interrupted. */
    boolean awaitChange(Duration limit) {
        try {
            if (changed.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                changed.drainPermits();
            }
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Does what the server says about the attempts. */
    void follow(List<AttemptDirective> directives) {
        for (AttemptDirective directive : directives) {
            Held held = attempts.get(directive.attemptId());
            if (held != null && directive.directive() != Directive.Continue) {
                boolean cancel = directive.directive() == Directive.Cancel;
                held.cancellation().request(cancel ? CancelReason.UserRequest : CancelReason.Abandoned);
            }
        }
    }

    void cancelAll(CancelReason reason) {
        attempts.values().forEach(held -> held.cancellation().request(reason));
    }

    void stopDeliveries() {
        attempts.values().forEach(held -> held.deliveryStop().stop());
    }
}
