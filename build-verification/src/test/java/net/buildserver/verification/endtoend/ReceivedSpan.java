package net.buildserver.verification.endtoend;

import io.opentelemetry.proto.trace.v1.Span;
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

    boolean holds(ReceivedSpan inner) {
        return span.getStartTimeUnixNano() <= inner.span.getStartTimeUnixNano()
                && inner.span.getEndTimeUnixNano() <= span.getEndTimeUnixNano();
    }
}
