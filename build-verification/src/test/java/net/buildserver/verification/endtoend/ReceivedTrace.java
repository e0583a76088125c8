package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The spans of one build, as the server and its agents sent them, each by its path from the build's own span. */
final class ReceivedTrace {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What the clocks of server, database and agents may differ by on one machine. */
    private static final Duration TOLERANCE = Duration.ofMillis(250);

    private final List<ReceivedSpan> spans;
    private final Map<String, ReceivedSpan> byId = new HashMap<>();

    private ReceivedTrace(List<ReceivedSpan> spans) {
        this.spans = spans;
        spans.forEach(span -> byId.put(span.id(), span));
    }

    /** Waits for the trace of a build that has ended, until it holds {@code paths}, and checks that it is one sound tree. */
    static ReceivedTrace await(TraceReceiver traces, Build build, List<String> paths) {
        var traceId = build.status().path("traceId").asString();
        assertThat(traceId).isEqualTo(build.id().replace("-", ""));
        var missing = new ArrayList<String>();
        try {
            var trace = Eventually.find("the trace " + traceId, LIMIT, () -> {
                var received = new ReceivedTrace(traces.trace(traceId));
                missing.clear();
                missing.addAll(paths);
                missing.removeAll(received.paths());
                return missing.isEmpty() ? Optional.of(received) : Optional.empty();
            });
            trace.assertSound();
            return trace;
        } catch (AssertionError late) {
            var there = new ReceivedTrace(traces.trace(traceId)).paths();
            throw new AssertionError(late.getMessage() + ": " + missing + " missing of " + there, late);
        }
    }

    private void assertSound() {
        assertThat(byId).as("no span comes twice").hasSameSizeAs(spans);
        assertThat(spans.stream().filter(span -> span.parentId().isEmpty())).hasSize(1);
        assertThat(spans).allSatisfy(span -> {
            assertThat(span.span().getEndTimeUnixNano())
                    .as("end of " + path(span))
                    .isGreaterThanOrEqualTo(span.span().getStartTimeUnixNano());
            if (!span.parentId().isEmpty()) {
                assertThat(byId).as("parent of " + span.name()).containsKey(span.parentId());
                var parent = byId.get(span.parentId());
                assertThat(parent.holds(span, TOLERANCE))
                        .as(path(parent) + " from " + parent.times() + " holds " + span.name() + " from "
                                + span.times())
                        .isTrue();
            }
        });
    }

    List<String> paths() {
        return spans.stream().map(this::path).toList();
    }

    /** Returns the first span at a path. */
    ReceivedSpan at(String path) {
        return spans.stream()
                .filter(span -> path(span).equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " is not in " + paths()));
    }

    /** Returns the first span of a name, wherever it is. */
    ReceivedSpan named(String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + paths()));
    }

    /** Returns all spans whose name begins so. */
    List<ReceivedSpan> beginning(String name) {
        return spans.stream().filter(span -> span.name().startsWith(name)).toList();
    }

    String path(ReceivedSpan span) {
        var parent = byId.get(span.parentId());
        return parent == null ? span.name() : path(parent) + " > " + span.name();
    }
}
