package net.buildserver.orchestrator.traces;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.stage.StageNames;
import net.buildserver.telemetry.BuildAttributes;
import net.buildserver.telemetry.Span;
import net.buildserver.telemetry.TraceContext;
import org.jspecify.annotations.Nullable;

/** The server's spans of a build: the build, its tasks, and of each their waits, offers, attempts and stages. */
final class BuildSpans {
    private static final double MILLIS = 1000;

    private final TraceContext root;
    private final TracedBuild build;
    private final List<Span> spans = new ArrayList<>();

    private BuildSpans(TraceContext root, TracedBuild build) {
        this.root = root;
        this.build = build;
    }

    /** Returns the spans of {@code build}, whose root is at {@code root}. */
    static List<Span> of(TraceContext root, TracedBuild build) {
        BuildSpans all = new BuildSpans(root, build);
        all.run();
        build.tasks().forEach(all::task);
        return List.copyOf(all.spans);
    }

    private void run() {
        TracedBuild.Run run = build.run();
        RunResult result = RunResult.of(run.status().name(), run.failureKind());
        Instant began = run.startedAt() == null ? run.endedAt() : run.startedAt();
        AttributesBuilder attributes = Attributes.builder()
                .put(BuildAttributes.PIPELINE_NAME, run.projectName())
                .put(BuildAttributes.PIPELINE_RUN, run.id().toString())
                .put(BuildAttributes.PIPELINE_ACTION, "BUILD")
                .put(BuildAttributes.PIPELINE_RESULT, result.word())
                .put(BuildAttributes.REPOSITORY_URL, withoutCredentials(run.repositoryUrl()))
                .put(BuildAttributes.REF_NAME, run.gitRef())
                .put(BuildAttributes.PROJECT, run.projectName())
                .put(BuildAttributes.CONFIGURATION, run.configuration())
                .put(BuildAttributes.STRATEGY, run.strategy())
                .put(BuildAttributes.POOL, run.targetPool())
                .put(BuildAttributes.EXECUTION, run.id().toString())
                .put(BuildAttributes.SUCCESS, result == RunResult.SUCCESS)
                .put(
                        BuildAttributes.DURATION,
                        Duration.between(began, run.endedAt()).toMillis() / MILLIS);
        if (run.commitSha() != null) {
            attributes.put(BuildAttributes.REF_REVISION, run.commitSha());
        }
        String name = "BUILD " + run.projectName();
        Attributes all = failure(attributes, run.failureKind(), result).build();
        spans.add(new Span(root, null, SpanKind.SERVER, name, run.createdAt(), run.endedAt(), all, result.isWrong()));
    }

    private void task(TracedBuild.Task task) {
        List<TracedBuild.Attempt> attempts = build.attemptsOf(task);
        Instant ready = task.readyAt();
        if (ready == null && attempts.isEmpty()) {
            return; // It never came to its turn.
        }
        Instant end = task.endedAt() == null ? build.run().endedAt() : task.endedAt();
        Instant start = attempts.isEmpty() ? end : attempts.getFirst().offeredAt();
        if (ready != null && ready.isBefore(start)) {
            start = ready;
        }
        RunResult result = RunResult.of(task.state().name(), task.failureKind());
        AttributesBuilder attributes = Attributes.builder()
                .put(BuildAttributes.TASK_NAME, task.name())
                .put(BuildAttributes.TASK_RUN, task.id().toString())
                .put(BuildAttributes.TASK_RESULT, result.word());
        Span span = Span.below(
                        root,
                        "task " + task.id(),
                        "task " + task.name(),
                        start,
                        end,
                        failure(attributes, task.failureKind(), result).build())
                .failedIf(result.isWrong());
        spans.add(span);
        if (attempts.isEmpty()) {
            waited(span, 1, span.start(), end);
        }
        Instant free = span.start();
        for (TracedBuild.Attempt attempt : attempts) {
            if (ready != null && ready.isAfter(free) && ready.isBefore(attempt.offeredAt())) {
                free = ready; // A person had it run again.
            }
            waited(span, attempt.number(), free, attempt.offeredAt());
            attempt(span, attempt);
            free = attempt.endedAt() == null ? end : attempt.endedAt();
        }
    }

    private void waited(Span task, int number, Instant from, Instant until) {
        spans.add(Span.below(
                task.context(),
                "queue " + number,
                "queue",
                from,
                until,
                Attributes.of(BuildAttributes.POOL, build.run().targetPool())));
    }

    private void attempt(Span task, TracedBuild.Attempt attempt) {
        Instant end = attempt.endedAt() == null ? task.end() : attempt.endedAt();
        Instant accepted = attempt.acceptedAt();
        Attributes who = Attributes.of(
                BuildAttributes.WORKER_ID, attempt.agentId(), BuildAttributes.ATTEMPT_NUMBER, (long) attempt.number());
        spans.add(Span.below(
                task.context(),
                "offer " + attempt.number(),
                accepted == null ? "offer, not accepted" : "offer",
                attempt.offeredAt(),
                accepted == null ? end : accepted,
                who));
        if (accepted == null) {
            return;
        }
        RunResult result = RunResult.of(
                attempt.outcome() == null
                        ? attempt.state().name()
                        : attempt.outcome().name(),
                attempt.failureKind());
        AttributesBuilder attributes = who.toBuilder().put(BuildAttributes.TASK_RESULT, result.word());
        TraceContext place = root.attempt(attempt.id());
        spans.add(new Span(
                place,
                task.context(),
                SpanKind.INTERNAL,
                "attempt " + attempt.number(),
                accepted,
                end,
                failure(attributes, attempt.failureKind(), result).build(),
                result.isWrong()));
        build.stagesOf(attempt).forEach(stage -> stage(place, stage, attempt.failureKind(), end));
    }

    // The stage that failed is the one that its attempt failed for.
    private void stage(TraceContext attempt, TracedBuild.Stage stage, @Nullable FailureKind kind, Instant attemptEnd) {
        RunResult result = RunResult.of(stage.status().name(), kind);
        AttributesBuilder attributes = Attributes.builder()
                .put(BuildAttributes.STAGE, stage.name())
                .put(BuildAttributes.TASK_RESULT, result.word());
        if (stage.name().equals(StageNames.TEST)) {
            attributes.put(BuildAttributes.TASK_TYPE, "test");
        } else if (stage.name().equals(StageNames.BUILD)) {
            attributes.put(BuildAttributes.TASK_TYPE, "build");
        }
        spans.add(new Span(
                attempt.stage(stage.name()),
                attempt,
                SpanKind.INTERNAL,
                "stage " + stage.name(),
                stage.startTime(),
                stage.endTime() == null ? attemptEnd : stage.endTime(),
                failure(attributes, kind, result).build(),
                result.isWrong()));
    }

    private static AttributesBuilder failure(
            AttributesBuilder attributes, @Nullable FailureKind kind, RunResult result) {
        return result.isWrong() && kind != null ? attributes.put(BuildAttributes.ERROR_TYPE, kind.name()) : attributes;
    }

    private static String withoutCredentials(String url) {
        return url.replaceFirst("//[^/]*@", "//").replaceFirst("[?#].*", "");
    }
}
