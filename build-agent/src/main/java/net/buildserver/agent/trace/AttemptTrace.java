package net.buildserver.agent.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.buildserver.telemetry.BuildAttributes;
import net.buildserver.telemetry.Span;
import net.buildserver.telemetry.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt's trace tells of the agent: a span for each program that a stage ran, and below it those that the program's own
 * files tell of. Its places follow from the one that the server gave with the task.
 */
public final class AttemptTrace {
    private final @Nullable TraceContext attempt;
    private final SpanSink sink;
    private final InstantSource clock;
    private final List<Span> programs = new ArrayList<>();
    private final List<Span> others = new ArrayList<>();
    private @Nullable TraceContext stage;

    /**
     * Begins the trace of an attempt.
     *
     * @param traceparent the attempt's place, or null if the server did not say it
     */
    public AttemptTrace(@Nullable String traceparent, SpanSink sink, InstantSource clock) {
        this.attempt = TraceContext.parse(traceparent).orElse(null);
        this.sink = sink;
        this.clock = clock;
    }

    /** Returns the clock that spans are timed by. */
    public InstantSource clock() {
        return clock;
    }

    /** Turns to the next stage. */
    public synchronized void stage(String name) {
        stage = attempt == null ? null : attempt.stage(name);
    }

    /** Begins a span for a program that is about to run. */
    public synchronized Program program(String name) {
        TraceContext parent = stage == null ? attempt : stage;
        return new Program(parent, name, programs.size() + 1, clock.instant());
    }

    private boolean isRecorded() {
        return sink.isOpen() && attempt != null && attempt.sampled();
    }

    /** Tells of something that took place while a program ran; it becomes part of that program's span. */
    public synchronized void within(
            String key, String name, Instant start, Instant end, Attributes attributes, boolean failed) {
        Optional<TraceContext> parent = programs.stream()
                .filter(program -> !start.isBefore(program.start()) && !start.isAfter(program.end()))
                .reduce((_, last) -> last)
                .map(Span::context)
                .or(() -> Optional.ofNullable(stage));
        if (isRecorded() && parent.isPresent()) {
            others.add(
                    Span.below(parent.get(), key, name, start, end, attributes).failedIf(failed));
        }
    }

    /** Hands over what there is to tell. */
    public synchronized void end() {
        sink.add(List.copyOf(programs));
        sink.add(List.copyOf(others));
        programs.clear();
        others.clear();
    }

    private synchronized void add(Span span) {
        if (isRecorded()) {
            programs.add(span);
        }
    }

    /** A program that runs. */
    public final class Program {
        private final @Nullable TraceContext parent;
        private final String name;
        private final String key;
        private final Instant start;

        private Program(@Nullable TraceContext parent, String name, int number, Instant start) {
            this.parent = parent;
            this.name = name;
            this.key = "program " + number;
            this.start = start;
        }

        /** Returns the value of {@code TRACEPARENT} for the program, if its build has a trace: its own span, else its stage's. */
        public Optional<String> traceparent() {
            return Optional.ofNullable(parent)
                    .map(above -> isRecorded() ? above.child(key) : above)
                    .map(TraceContext::header);
        }

        /** Ends its span. */
        public void ended(int exitCode) {
            AttributesBuilder attributes = Attributes.builder().put(BuildAttributes.EXIT_CODE, (long) exitCode);
            if (exitCode != 0) {
                attributes.put(BuildAttributes.ERROR_TYPE, String.valueOf(exitCode));
            }
            end(attributes.build(), exitCode != 0);
        }

        /** Ends its span, since somebody ended the program: that is no failure of its own. */
        public void cancelled() {
            end(Attributes.empty(), false);
        }

        private void end(Attributes attributes, boolean failed) {
            if (parent != null) {
                add(Span.below(parent, key, name, start, clock.instant(), attributes)
                        .failedIf(failed));
            }
        }
    }
}
