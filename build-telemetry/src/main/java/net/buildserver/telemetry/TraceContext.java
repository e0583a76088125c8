package net.buildserver.telemetry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A span's place in its trace, as W3C Trace Context has it. A build's spans are numbered by what they stand for, not at random:
 * server and agents tell parts of one tree without asking each other, and a part that is told twice is the same part.
 *
 * @param traceId trace, 32 hexadecimal digits: the build's id without dashes
 * @param spanId span, 16 hexadecimal digits
 * @param sampled whether the trace is recorded
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {
    /** Name of the header and, in capitals, of the environment variable. */
    public static final String HEADER = "traceparent";

    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final HexFormat HEX = HexFormat.of();
    private static final int SPAN_BYTES = 8;
    private static final double FRACTIONS = 0x1.0p53;

    /** Returns the trace of a build. */
    public static String traceId(UUID executionId) {
        return executionId.toString().replace("-", "");
    }

    /**
     * Returns the place of a build's root span.
     *
     * @param ratio share of builds that are recorded, 0 to 1; of one build, every node decides the same
     */
    public static TraceContext ofBuild(UUID executionId, double ratio) {
        String traceId = traceId(executionId);
        // By a digest: identifiers of builds have bits that are the same in all of them.
        long fraction = ByteBuffer.wrap(digest(traceId, "sampling")).getLong() >>> 11;
        return new TraceContext(traceId, spanId(traceId, "build"), fraction / FRACTIONS < ratio);
    }

    /** Reads the value of the header; empty if it is none. */
    public static Optional<TraceContext> parse(@Nullable String value) {
        Matcher matcher = FORM.matcher(value == null ? "" : value);
        if (!matcher.matches()
                || matcher.group(1).matches("0+")
                || matcher.group(2).matches("0+")) {
            return Optional.empty();
        }
        boolean sampled = (HexFormat.fromHexDigits(matcher.group(3)) & 1) != 0;
        return Optional.of(new TraceContext(matcher.group(1), matcher.group(2), sampled));
    }

    /** Returns the place of what is called {@code name} below this span, always the same. */
    public TraceContext child(String name) {
        return new TraceContext(traceId, spanId(traceId, spanId + "/" + name), sampled);
    }

    /** Returns the place of an attempt below that of its build; the agent is told it. */
    public TraceContext attempt(UUID attemptId) {
        return child("attempt " + attemptId);
    }

    /** Returns the place of a stage below that of its attempt; the server tells it, and the agent what lies below. */
    public TraceContext stage(String stageName) {
        return child("stage " + stageName);
    }

    /** Returns the value of the header. */
    public String header() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    private static String spanId(String traceId, String name) {
        String id = HEX.formatHex(digest(traceId, name), 0, SPAN_BYTES);
        return id.matches("0+") ? "0000000000000001" : id;
    }

    private static byte[] digest(String traceId, String name) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((traceId + "/" + name).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
