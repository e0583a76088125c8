package net.buildserver.agent.trace;

import java.util.List;
import net.buildserver.telemetry.Span;

/** Where the spans of attempts go. */
public interface SpanSink extends AutoCloseable {
    /** Goes nowhere; for an agent that is told no collector. */
    SpanSink NONE = new SpanSink() {
        @Override
        public void add(List<Span> spans) {
            // Nobody wants them.
        }

        @Override
        public boolean isOpen() {
            return false;
        }

        @Override
        public void close() {
            // Nothing waits.
        }
    };

    /** Takes spans without waiting. */
    void add(List<Span> spans);

    /** Returns whether anybody wants spans. */
    boolean isOpen();

    /** Sends what waits, for a short time. */
    @Override
    void close();
}
