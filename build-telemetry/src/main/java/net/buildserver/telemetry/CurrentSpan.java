package net.buildserver.telemetry;

import java.util.Optional;

/** The span that the work of this thread is about, for whoever notes it beside what is measured. */
public final class CurrentSpan {
    private static final ScopedValue<TraceContext> PLACE = ScopedValue.newInstance();

    private CurrentSpan() {}

    /** Does {@code work}, which is about the span at {@code place}. */
    public static void within(TraceContext place, Runnable work) {
        ScopedValue.where(PLACE, place).run(work);
    }

    /** Returns the place of the span that this thread's work is about, or empty if it is about none. */
    public static Optional<TraceContext> get() {
        return PLACE.isBound() ? Optional.of(PLACE.get()) : Optional.empty();
    }
}
