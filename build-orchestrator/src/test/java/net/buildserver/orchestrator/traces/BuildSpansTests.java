package net.buildserver.orchestrator.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.stage.BuildStageStatus;
import net.buildserver.domain.task.AttemptOutcome;
import net.buildserver.domain.task.AttemptState;
import net.buildserver.domain.task.TaskState;
import net.buildserver.telemetry.BuildAttributes;
import net.buildserver.telemetry.Span;
import net.buildserver.telemetry.TraceContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BuildSpansTests {
    private static final UUID BUILD = UUID.randomUUID();
    private static final UUID TASK = UUID.randomUUID();
    private static final UUID LOST = UUID.randomUUID();
    private static final UUID LAST = UUID.randomUUID();
    private static final TraceContext ROOT = TraceContext.ofBuild(BUILD, 1);

    @Test
    void treeTellsEveryTryOfATaskAndWhatItWaitedFor() {
        TracedBuild build = new TracedBuild(
                run(BuildStatus.Failed, FailureKind.UserCode, at(5)),
                List.of(new TracedBuild.Task(TASK, "build", TaskState.Failed, FailureKind.UserCode, at(0), at(60))),
                List.of(
                        new TracedBuild.Attempt(
                                LOST, TASK, "linux-1", 1, AttemptState.Lost, at(4), at(5), null, null, at(25)),
                        new TracedBuild.Attempt(
                                LAST,
                                TASK,
                                "linux-2",
                                2,
                                AttemptState.Finished,
                                at(30),
                                at(31),
                                AttemptOutcome.Failed,
                                FailureKind.UserCode,
                                at(60))),
                List.of(
                        new TracedBuild.Stage(LAST, "Clone", BuildStageStatus.Succeeded, at(32), at(34)),
                        new TracedBuild.Stage(LAST, "Build", BuildStageStatus.Failed, at(34), at(59))));

        Map<String, Span> spans = spans(build);

        assertThat(lines(build))
                .containsExactlyInAnyOrder(
                        "BUILD MyApp 0-60 failed",
                        "task build 0-60 failed < BUILD MyApp",
                        "queue 0-4 < task build",
                        "offer 4-5 < task build",
                        "attempt 1 5-25 failed < task build",
                        "queue 25-30 < task build",
                        "offer 30-31 < task build",
                        "attempt 2 31-60 failed < task build",
                        "stage Clone 32-34 < attempt 2",
                        "stage Build 34-59 failed < attempt 2");
        Span root = spans.get("BUILD MyApp");
        assertThat(root.kind()).isEqualTo(SpanKind.SERVER);
        assertThat(root.context()).isEqualTo(ROOT);
        assertThat(attribute(root, BuildAttributes.PIPELINE_RESULT)).isEqualTo("failure");
        assertThat(attribute(root, BuildAttributes.SUCCESS)).isEqualTo(false);
        assertThat(attribute(root, BuildAttributes.DURATION)).isEqualTo(55.0);
        assertThat(attribute(root, BuildAttributes.ERROR_TYPE)).isEqualTo("UserCode");
        assertThat(attribute(spans.get("attempt 1"), BuildAttributes.TASK_RESULT))
                .isEqualTo("error");
        assertThat(attribute(spans.get("attempt 2"), BuildAttributes.WORKER_ID)).isEqualTo("linux-2");
        assertThat(attribute(spans.get("stage Build"), BuildAttributes.ERROR_TYPE))
                .isEqualTo("UserCode");
        assertThat(attribute(spans.get("stage Clone"), BuildAttributes.ERROR_TYPE))
                .isNull();
        // The agent hangs its own spans below these, and was told no more than the attempt's place.
        assertThat(spans.get("stage Build").context())
                .isEqualTo(ROOT.attempt(LAST).stage("Build"));
    }

    @Test
    void buildThatNobodyTookWaitedAndWhatWasCancelledIsNoError() {
        TracedBuild build = new TracedBuild(
                run(BuildStatus.Cancelled, null, null),
                List.of(
                        new TracedBuild.Task(TASK, "build", TaskState.Cancelled, null, at(0), at(60)),
                        new TracedBuild.Task(UUID.randomUUID(), "later", TaskState.Cancelled, null, null, at(60))),
                List.of(),
                List.of());

        assertThat(lines(build))
                .containsExactlyInAnyOrder(
                        "BUILD MyApp 0-60", "task build 0-60 < BUILD MyApp", "queue 0-60 < task build");
        assertThat(attribute(spans(build).get("BUILD MyApp"), BuildAttributes.PIPELINE_RESULT))
                .isEqualTo("cancellation");
    }

    @Test
    void credentialsOfTheRepositoryStayHere() {
        TracedBuild build = new TracedBuild(run(BuildStatus.Succeeded, null, at(1)), List.of(), List.of(), List.of());

        assertThat(BuildSpans.of(ROOT, build).toString())
                .contains("https://host/org/app")
                .doesNotContain("s3cret");
    }

    private static <T> @Nullable T attribute(@Nullable Span span, AttributeKey<T> key) {
        assertThat(span).isNotNull();
        return span.attributes().get(key);
    }

    private static TracedBuild.Run run(BuildStatus status, @Nullable FailureKind kind, @Nullable Instant startedAt) {
        return new TracedBuild.Run(
                BUILD,
                "MyApp",
                "https://ann:s3cret@host/org/app?token=s3cret",
                "main",
                "Release",
                "Linux",
                "Clean",
                status,
                kind,
                null,
                at(0),
                startedAt,
                at(60));
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    private static Map<String, Span> spans(TracedBuild build) {
        return BuildSpans.of(ROOT, build).stream()
                .collect(Collectors.toMap(Span::name, Function.identity(), (first, second) -> first));
    }

    private static List<String> lines(TracedBuild build) {
        List<Span> spans = BuildSpans.of(ROOT, build);
        Map<TraceContext, String> names = spans.stream().collect(Collectors.toMap(Span::context, Span::name));
        return spans.stream()
                .map(span -> span.name() + " " + span.start().getEpochSecond() + "-"
                        + span.end().getEpochSecond() + (span.failed() ? " failed" : "")
                        + (span.parent() == null ? "" : " < " + names.get(span.parent())))
                .toList();
    }
}
