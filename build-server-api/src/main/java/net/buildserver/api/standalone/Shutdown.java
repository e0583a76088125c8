package net.buildserver.api.standalone;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was started, last first, once, whether the process ends by itself or by Ctrl-C. */
final class Shutdown implements Runnable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Terminal terminal;
    private volatile boolean done;

    Shutdown(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Remembers {@code resource}; when the end has come already it is closed at once. */
    synchronized <T extends AutoCloseable> T add(T resource) {
        started.push(resource);
        if (done) {
            closeAll();
        }
        return resource;
    }

    /** Returns whether the end has come. */
    boolean isDone() {
        return done;
    }

    @Override
    public synchronized void run() {
        done = true;
        if (!started.isEmpty()) {
            terminal.line("");
            terminal.detail(
                    "  Stopping; the first time takes some seconds longer, to keep what makes later starts fast.");
        }
        closeAll();
    }

    private void closeAll() {
        while (!started.isEmpty()) {
            AutoCloseable resource = started.pop();
            try {
                resource.close();
            } catch (Exception failed) { // AutoCloseable declares no narrower type; the others must be closed as well
                terminal.failed("Closing " + resource.getClass().getSimpleName() + " failed: " + failed);
            }
        }
    }
}
