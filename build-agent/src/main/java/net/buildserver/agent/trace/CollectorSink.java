package net.buildserver.agent.trace;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.buildserver.agent.config.TracesConfig;
import net.buildserver.agent.metrics.Counter;
import net.buildserver.agent.metrics.Vitals;
import net.buildserver.telemetry.Collector;
import net.buildserver.telemetry.Span;
import net.buildserver.telemetry.SpanQueue;
import org.jspecify.annotations.Nullable;

/** Sends spans to the collector that the operator named. What it does not take is counted, and builds never wait for it. */
public final class CollectorSink implements SpanSink {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Supplier<Collector> connect;
    private final SpanQueue queue;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final Consumer<String> warning;
    // Of the queue's thread alone, and made for the first spans: an agent starts without the exporter's classes.
    private volatile @Nullable Collector collector;

    private CollectorSink(Supplier<Collector> connect, Vitals vitals, Consumer<String> warning) {
        this.connect = connect;
        this.warning = warning;
        SpanQueue.Tally tally = new SpanQueue.Tally(
                sent -> vitals.count(Counter.SPANS, sent), lost -> vitals.count(Counter.SPANS_DROPPED, lost));
        this.queue = new SpanQueue(this::send, PAUSE, tally);
    }

    /**
     * Returns a sink for the configured collector, or none.
     *
     * @param version the agent's version
     * @param name the agent's name
     */
    public static SpanSink open(
            TracesConfig config, String version, String name, Vitals vitals, Consumer<String> warning) {
        return config.endpoint()
                .<SpanSink>map(endpoint -> new CollectorSink(
                        () -> new Collector(
                                new Collector.Address(endpoint, config.headers(), TIMEOUT),
                                "build-agent",
                                version,
                                name),
                        vitals,
                        warning))
                .orElse(SpanSink.NONE);
    }

    private boolean send(List<Span> spans) {
        Collector known = collector;
        if (known == null) {
            known = connect.get();
            collector = known;
        }
        boolean arrived = known.send(spans);
        if (failing.getAndSet(!arrived) == arrived && !arrived) {
            warning.accept("the collector does not take the traces of builds; what waits for too long is dropped");
        }
        return arrived;
    }

    @Override
    public void add(List<Span> spans) {
        queue.add(spans);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        queue.close();
        Collector known = collector;
        if (known != null) {
            known.close();
        }
    }
}
