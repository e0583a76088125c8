package net.buildserver.agent.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.buildserver.agent.failure.CancelledException;
import org.jspecify.annotations.Nullable;

/** The switch that ends one attempt. The first reason stays, except that being abandoned beats all others. */
public final class Cancellation {
    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable CancelReason reason;

    /** A listener that can be taken back. */
    public interface Registration {
        /** Removes the listener. */
        void remove();
    }

    /** Requests the end; listeners run in the caller's thread, again if the reason changes. */
    public void request(CancelReason why) {
        List<Runnable> toRun;
        synchronized (this) {
            boolean changes = reason == null || (why == CancelReason.Abandoned && reason != why);
            if (!changes) {
                return;
            }
            reason = why;
            toRun = List.copyOf(listeners);
        }
        toRun.forEach(Runnable::run);
    }

    /** Returns why the attempt ends, or empty while it goes on. */
    public synchronized Optional<CancelReason> reason() {
        return Optional.ofNullable(reason);
    }

    /** Returns whether the end was requested. */
    public synchronized boolean isRequested() {
        return reason != null;
    }

    /** Returns whether nothing more may be reported. */
    public synchronized boolean isAbandoned() {
        return reason == CancelReason.Abandoned;
    }

    /**
     * Goes on only while the end was not requested.
     *
     * @throws CancelledException if it was
     */
    public void check() {
        if (isRequested()) {
            throw new CancelledException();
        }
    }

    /** Calls {@code listener} when the end is requested or its reason changes, at once if it was requested already. */
    public Registration onRequest(Runnable listener) {
        boolean requested;
        synchronized (this) {
            listeners.add(listener);
            requested = reason != null;
        }
        if (requested) {
            listener.run();
        }
        return () -> remove(listener);
    }

    private synchronized void remove(Runnable listener) {
        listeners.remove(listener);
    }
}
