package net.buildserver.api.metrics;

import io.prometheus.metrics.tracer.common.SpanContext;
import net.buildserver.telemetry.CurrentSpan;
import net.buildserver.telemetry.TraceContext;
import org.jspecify.annotations.Nullable;

/** Tells histograms the trace of the build that they measure; of builds whose trace is not recorded, nothing. */
final class ExemplarSpan implements SpanContext {
    @Override
    public @Nullable String getCurrentTraceId() {
        return CurrentSpan.get().map(TraceContext::traceId).orElse(null);
    }

    @Override
    public @Nullable String getCurrentSpanId() {
        return CurrentSpan.get().map(TraceContext::spanId).orElse(null);
    }

    @Override
    public boolean isCurrentSpanSampled() {
        return CurrentSpan.get().filter(TraceContext::sampled).isPresent();
    }

    @Override
    public void markCurrentSpanAsExemplar() {
        // The whole trace is told when its build has ended, whether a histogram points at it or not.
    }
}
