package net.buildserver.agent.loop;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import net.buildserver.domain.protocol.AgentCommand;

/**
 * How far the agent is on its way to its end, and who sent it there. It goes forward only, except that a pause can be taken
 * back: running or paused, then draining (no new builds), then ending (running builds are cancelled).
 */
public final class Life {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Phase phase = Phase.Running;
    private String reason = "";
    private Runnable listener = () -> {};

    /** The phases, in their order. */
    public enum Phase {
        /** Takes builds. */
        Running,
        /** Takes no builds until it is told to go on. */
        Paused,
        /** Takes no builds, and ends after the last one. */
        Draining,
        /** Cancels its builds and ends. */
        Ending
    }

    /** Calls {@code whenChanged} after each change. */
    void onChange(Runnable whenChanged) {
        listener = whenChanged;
    }

    /** Returns where it is. */
    public Phase phase() {
        lock.lock();
        try {
            return phase;
        } finally {
            lock.unlock();
        }
    }

    /** Returns why it is there, one phrase; empty while it runs. */
    public String reason() {
        lock.lock();
        try {
            return reason;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether builds are taken. */
    public boolean takesBuilds() {
        return phase() == Phase.Running;
    }

    /** Returns whether it will not take builds any more. */
    public boolean isOver() {
        return phase().compareTo(Phase.Draining) >= 0;
    }

    /** Does what the server says. */
    void follow(AgentCommand command) {
        switch (command) {
            case Run -> go(Phase.Running, "");
            case Pause -> go(Phase.Paused, "paused by the server");
            case Drain -> go(Phase.Draining, "the server wants it to end after its builds");
            case Stop -> go(Phase.Ending, "the server wants it to end");
        }
    }

    /** Takes no more builds, and ends after the last one. */
    void drain(String why) {
        go(Phase.Draining, why);
    }

    /** Cancels its builds and ends. */
    void end(String why) {
        go(Phase.Ending, why);
    }

    private void go(Phase to, String why) {
        lock.lock();
        try {
            boolean forward = to.compareTo(phase) > 0;
            boolean resumes = to == Phase.Running && phase == Phase.Paused;
            if (!forward && !resumes) {
                return;
            }
            phase = to;
            reason = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        listener.run();
    }

    /** Waits for the next change or {@code limit}; returns false if the waiter was interrupted. */
    boolean awaitChange(Duration limit) {
        lock.lock();
        try {
            Phase before = phase;
            long left = limit.toNanos();
            while (phase == before && left > 0) {
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no more builds are taken. */
    void awaitOver() {
        lock.lock();
        try {
            while (phase.compareTo(Phase.Draining) < 0) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
