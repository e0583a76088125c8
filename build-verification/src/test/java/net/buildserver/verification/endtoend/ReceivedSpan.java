package net.buildserver.verification.endtoend;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** A span as it came from a process. */
record ReceivedSpan(String service, Span span) {

    String name() {
        return span.getName();
    }

    String id() {
        return HexFormat.of().formatHex(span.getSpanId().toByteArray());
    }

    String parentId() {
        return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
    }

    /** An attribute as text, empty if the span has none of that name. */
    String attribute(String key) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().getStringValue()
                        + (attribute.getValue().hasBoolValue()
                                ? attribute.getValue().getBoolValue()
                                : ""))
                .findFirst()
                .orElse("");
    }

    Status.StatusCode status() {
        return span.getStatus().getCode();
    }

    /** When it began and ended, for people. */
    String times() {
        return time(span.getStartTimeUnixNano()) + " to " + time(span.getEndTimeUnixNano());
    }

    private static Instant time(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }

    /** Whether {@code inner} lies within this one, as far as clocks agree. */
    boolean holds(ReceivedSpan inner, Duration tolerance) {
        return span.getStartTimeUnixNano() <= inner.span.getStartTimeUnixNano() + tolerance.toNanos()
                && inner.span.getEndTimeUnixNano() <= span.getEndTimeUnixNano() + tolerance.toNanos();
    }
}
