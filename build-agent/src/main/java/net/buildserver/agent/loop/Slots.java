package net.buildserver.agent.loop;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import net.buildserver.agent.attempt.AttemptRunner;
import net.buildserver.agent.failure.AgentException;
import net.buildserver.agent.log.AgentLog;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.agent.signal.StopSignal;
import net.buildserver.agent.spool.AttemptSpool;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.TaskAssignment;

/** The places where builds run; each takes one attempt at a time, in a thread of its own. */
final class Slots {
    private final Semaphore free;
    private final AttemptRunner runner;
    private final HeldAttempts held;
    private final InstantSource clock;
    private final AgentLog log;

    Slots(int number, AttemptRunner runner, HeldAttempts held, InstantSource clock, AgentLog log) {
        this.clock = clock;
        this.free = new Semaphore(number);
        this.runner = runner;
        this.held = held;
        this.log = log;
    }

    /** Waits for a free slot; returns false if the waiter was interrupted. */
    boolean awaitFree() {
        try {
            free.acquire();
            free.release();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns whether anything runs or is delivered. */
    boolean isBusy() {
        return !held.isEmpty();
    }

    /** Returns whether this process works on an attempt. */
    boolean holds(UUID attemptId) {
        return held.ids().contains(attemptId);
    }

    int free() {
        return Math.max(1, free.availablePermits());
    }

    /** Runs an attempt in a free slot. */
    void start(TaskAssignment assignment) {
        free.acquireUninterruptibly();
        Cancellation cancellation = new Cancellation();
        StopSignal deliveryStop = new StopSignal();
        String project = assignment.job().projectName();
        held.add(new AgentState.Job(assignment.attemptId(), project, clock.instant()), cancellation, deliveryStop);
        Thread.ofVirtual().name("attempt-" + assignment.attemptId()).start(() -> {
            try {
                runner.run(assignment, cancellation, deliveryStop);
            } catch (AgentException | IllegalStateException failure) {
                log.forAttempt(assignment).error("given up: " + failure);
            } finally {
                deliveryStop.stop();
                held.remove(assignment.attemptId());
                free.release();
            }
        });
    }

    /** Delivers what an earlier process left; this takes no slot. */
    void replay(AttemptSpool spool, FinishReport finish) {
        Cancellation cancellation = new Cancellation();
        StopSignal deliveryStop = new StopSignal();
        String what = "result of an earlier process";
        held.add(new AgentState.Job(spool.attemptId(), what, clock.instant()), cancellation, deliveryStop);
        Thread.ofVirtual().name("replay-" + spool.attemptId()).start(() -> {
            try {
                runner.replay(spool, finish, cancellation, deliveryStop);
            } catch (AgentException failure) {
                log.error("attempt " + spool.attemptId() + " given up: " + failure.sentence());
            } finally {
                held.remove(spool.attemptId());
            }
        });
    }
}
