package net.buildserver.api.logs;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.logs.LogState;
import net.buildserver.orchestrator.logs.Logs;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Follows a log as server-sent events until the build has ended. The thread is a virtual one and holds nothing while it waits.
 * Signals wake it; since they may be lost, it looks by itself as well, each time that it sends a sign of life.
 */
final class LogFollower implements SmartLifecycle {
    private static final int PIECE = 256 << 10;
    private static final byte[] PING = ": ping\n\n".getBytes(StandardCharsets.UTF_8);

    private final Logs logs;
    private final Signals signals;
    private final Duration pingInterval;
    private final Set<Semaphore> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    LogFollower(Logs logs, Signals signals, Duration pingInterval) {
        this.logs = logs;
        this.signals = signals;
        this.pingInterval = pingInterval;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Ends all streams, before the web server waits for the requests that it is answering; clients come back and go on. */
    @Override
    public void stop() {
        running = false;
        waiting.forEach(Semaphore::release);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    void follow(UUID buildId, @Nullable String task, LogPosition start, HttpServletResponse response)
            throws IOException {
        LogState state = logs.state(buildId, task);
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        // Proxies that hold answers back would hold the log back.
        response.setHeader("X-Accel-Buffering", "no");
        OutputStream out = response.getOutputStream();
        response.flushBuffer();
        Semaphore changes = new Semaphore(0);
        waiting.add(changes);
        try (Signals.Subscription _ = signals.subscribe("build:" + buildId, changes::release)) {
            LogPosition position = start;
            while (running) {
                state = logs.state(buildId, task);
                position = catchUp(state, position, out);
                if (state.isComplete()) {
                    event(out, "end", position, "{\"status\":\"" + state.status() + "\"}");
                    return;
                }
                await(changes, out);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.remove(changes);
        }
    }

    /** Sends what is there behind {@code position}, and returns the position behind it. */
    private LogPosition catchUp(LogState state, LogPosition position, OutputStream out) throws IOException {
        LogPosition from = position;
        if (state.attemptNumber() != position.attempt()) {
            boolean restarted = position.attempt() != 0;
            from = new LogPosition(state.attemptNumber(), restarted ? 0 : Math.min(position.offset(), state.size()));
            if (restarted) {
                event(out, "restart", from, "{\"attempt\":" + state.attemptNumber() + "}");
            }
        }
        if (state.attemptId() == null || from.offset() >= state.size()) {
            return from;
        }
        LineEvents events = new LineEvents(out, from);
        while (events.received() < state.size()) {
            TerminalFilter filter = new TerminalFilter(events);
            logs.copy(state.attemptId(), events.received(), Math.min(state.size(), events.received() + PIECE), filter);
            filter.finish();
            events.sendLines();
        }
        if (state.isComplete()) {
            events.sendRest();
        }
        return events.position();
    }

    private void await(Semaphore changes, OutputStream out) throws IOException, InterruptedException {
        boolean woken = changes.tryAcquire(pingInterval.toMillis(), TimeUnit.MILLISECONDS);
        changes.drainPermits();
        if (!woken) {
            out.write(PING);
            out.flush();
        }
    }

    private static void event(OutputStream out, String name, LogPosition position, String data) throws IOException {
        String event = "event: " + name + "\nid: " + position.id() + "\ndata: " + data + "\n\n";
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
