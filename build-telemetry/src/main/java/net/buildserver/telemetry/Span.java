package net.buildserver.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that took time in a build, and has ended. Names and attributes must hold no secret: they are names that the build
 * server knows, numbers and words of its own, never messages or output of a build.
 *
 * @param context its place
 * @param parent place of the span that it is part of, or null for a root
 * @param kind what sort of work it is; {@code INTERNAL} but for roots
 * @param name what it is called
 * @param start when it began
 * @param end when it ended, not before it began
 * @param attributes what else is known of it
 * @param failed whether it went wrong
 */
public record Span(
        TraceContext context,
        @Nullable TraceContext parent,
        SpanKind kind,
        String name,
        Instant start,
        Instant end,
        Attributes attributes,
        boolean failed) {
    private static final int LONGEST_NAME = 256;

    public Span {
        // Clocks of several machines took the times.
        end = end.isBefore(start) ? start : end;
        name = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    /** Creates an internal span below {@code parent}, numbered by {@code key}. */
    public static Span below(
            TraceContext parent, String key, String name, Instant start, Instant end, Attributes attributes) {
        return new Span(parent.child(key), parent, SpanKind.INTERNAL, name, start, end, attributes, false);
    }

    /** Returns the same span as one that went wrong, if {@code failure} holds. */
    public Span failedIf(boolean failure) {
        return new Span(context, parent, kind, name, start, end, attributes, failure);
    }
}
