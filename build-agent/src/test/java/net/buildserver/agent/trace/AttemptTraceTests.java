package net.buildserver.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import net.buildserver.telemetry.BuildAttributes;
import net.buildserver.telemetry.Span;
import net.buildserver.telemetry.TraceContext;
import org.junit.jupiter.api.Test;

class AttemptTraceTests {
    private static final TraceContext ATTEMPT =
            TraceContext.ofBuild(UUID.randomUUID(), 1).attempt(UUID.randomUUID());

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(0));
    private final List<Span> told = new ArrayList<>();
    private final SpanSink sink = new SpanSink() {
        @Override
        public void add(List<Span> spans) {
            told.addAll(spans);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Nothing waits.
        }
    };

    @Test
    void programsHangBelowTheirStageAndWhatTheyDidBelowThem() {
        AttemptTrace trace = new AttemptTrace(ATTEMPT.header(), sink, now::get);
        trace.stage("Build");
        AttemptTrace.Program build = trace.program("dotnet build");
        String place = build.traceparent().orElseThrow();
        now.set(Instant.ofEpochSecond(9));
        build.ended(1);
        trace.within("p", "build App", Instant.ofEpochSecond(2), Instant.ofEpochSecond(5), Attributes.empty(), false);
        trace.within(
                "q", "of no program", Instant.ofEpochSecond(20), Instant.ofEpochSecond(21), Attributes.empty(), false);
        trace.end();

        Span program = told.getFirst();
        assertThat(told).extracting(Span::name).containsExactly("dotnet build", "build App", "of no program");
        assertThat(program.parent()).isEqualTo(ATTEMPT.stage("Build"));
        assertThat(program.context().header())
                .as("what the program itself is told")
                .isEqualTo(place);
        assertThat(program.failed()).isTrue();
        assertThat(told.get(1).parent()).isEqualTo(program.context());
        assertThat(told.get(2).parent()).isEqualTo(ATTEMPT.stage("Build"));
    }

    @Test
    void programThatFailedSaysHowAndOneThatWasCancelledDidNotFail() {
        AttemptTrace trace = new AttemptTrace(ATTEMPT.header(), sink, now::get);
        trace.stage("Build");
        trace.program("failed").ended(134);
        trace.program("cancelled").cancelled();
        trace.end();

        assertThat(told).extracting(Span::failed).containsExactly(true, false);
        assertThat(told.getFirst().attributes())
                .isEqualTo(Attributes.of(BuildAttributes.EXIT_CODE, 134L, BuildAttributes.ERROR_TYPE, "134"));
        assertThat(told.getLast().attributes().isEmpty()).isTrue();
    }

    @Test
    void withoutCollectorProgramsAreToldTheSpanOfTheirStage() {
        AttemptTrace trace = new AttemptTrace(ATTEMPT.header(), SpanSink.NONE, now::get);
        trace.stage("Test");

        assertThat(trace.program("dotnet test").traceparent())
                .contains(ATTEMPT.stage("Test").header());
    }

    @Test
    void buildThatIsNotRecordedTellsNothing() {
        TraceContext unrecorded = TraceContext.ofBuild(UUID.randomUUID(), 0);
        AttemptTrace trace = new AttemptTrace(unrecorded.header(), sink, now::get);
        trace.stage("Build");
        trace.program("dotnet build").ended(0);
        trace.end();

        assertThat(told).isEmpty();
    }

    @Test
    void serverThatSaysNoPlaceLeavesProgramsWithoutOne() {
        AttemptTrace trace = new AttemptTrace(null, sink, now::get);
        trace.stage("Build");
        AttemptTrace.Program build = trace.program("dotnet build");
        build.ended(0);
        trace.end();

        assertThat(build.traceparent()).isEmpty();
        assertThat(told).isEmpty();
    }
}
