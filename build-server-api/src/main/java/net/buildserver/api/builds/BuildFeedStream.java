package net.buildserver.api.builds;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Writes the feed as server-sent events, each on the virtual thread of its request, which holds nothing while it waits. */
final class BuildFeedStream implements SmartLifecycle {
    private static final Duration PING = Duration.ofSeconds(15);

    private final BuildFeed feed;
    private volatile boolean running;

    BuildFeedStream(BuildFeed feed) {
        this.feed = feed;
    }

    /** Writes events to {@code out} until it breaks or the server stops; {@code lastPoint} is what the browser has already. */
    void write(OutputStream out, @Nullable Long lastPoint) throws IOException {
        Semaphore wakes = new Semaphore(0);
        long number = feed.listen(wakes);
        try {
            send(out, new BuildFeed.Event("ready", feed.position(), "{}"));
            if (lastPoint != null) {
                send(out, feed.since(lastPoint));
            }
            while (running) {
                if (!wakes.tryAcquire(PING.toMillis(), TimeUnit.MILLISECONDS)) {
                    out.write(": ping\n\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
                wakes.drainPermits();
                BuildFeed.Next next = feed.from(number);
                number = next.number();
                send(out, next.events());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            feed.leave(wakes);
        }
    }

    private static void send(OutputStream out, List<BuildFeed.Event> events) throws IOException {
        for (BuildFeed.Event event : events) {
            send(out, event);
        }
    }

    private static void send(OutputStream out, BuildFeed.Event event) throws IOException {
        String text = "event: " + event.name() + "\nid: " + event.point() + "\ndata: " + event.data() + "\n\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void start() {
        running = true;
    }

    /** Ends all streams, before the web server waits for the requests that it is answering; browsers come back and go on. */
    @Override
    public void stop() {
        running = false;
        feed.wakeAll();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
