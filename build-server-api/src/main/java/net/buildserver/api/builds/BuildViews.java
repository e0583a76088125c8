package net.buildserver.api.builds;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import net.buildserver.domain.agent.AgentNeeds;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.orchestrator.builds.Build;
import net.buildserver.orchestrator.builds.Builds;
import net.buildserver.orchestrator.builds.QueueEstimate;
import net.buildserver.orchestrator.builds.Submission;
import net.buildserver.orchestrator.results.reading.AttemptSummary;
import net.buildserver.orchestrator.results.reading.BuildResults;
import net.buildserver.orchestrator.results.reading.BuildTasks;
import net.buildserver.orchestrator.results.reading.TaskSummary;
import net.buildserver.orchestrator.scheduling.WaitExplanation;
import net.buildserver.orchestrator.scheduling.WaitReasons;
import org.jspecify.annotations.Nullable;

/** Puts together what answers show of builds. */
final class BuildViews {
    private final Builds builds;
    private final BuildResults results;
    private final BuildTasks tasks;
    private final WaitReasons waitReasons;
    private final InstantSource clock;
    private final @Nullable String traceUrlTemplate;

    BuildViews(
            Builds builds,
            BuildResults results,
            BuildTasks tasks,
            WaitReasons waitReasons,
            InstantSource clock,
            @Nullable String traceUrlTemplate) {
        this.builds = builds;
        this.results = results;
        this.tasks = tasks;
        this.waitReasons = waitReasons;
        this.clock = clock;
        this.traceUrlTemplate = traceUrlTemplate;
    }

    /** Shows a build that was accepted; one that asks for a special agent is told at once if there is none. */
    SubmissionView of(Submission submission, BuildRequest request) {
        String impossible = AgentNeeds.of(request.job()).isNothing()
                ? null
                : waitReasons
                        .explain(submission.executionId())
                        .filter(WaitExplanation::impossible)
                        .map(WaitExplanation::reason)
                        .orElse(null);
        return SubmissionView.of(submission, impossible, traceUrlTemplate);
    }

    BuildItem item(Build build) {
        return items(List.of(build)).getFirst();
    }

    /** Shows a page of builds, with one look at how long such builds take. */
    List<BuildItem> items(List<Build> page) {
        Instant now = clock.instant();
        List<Optional<Duration>> usually = builds.usualDurations(page);
        return IntStream.range(0, page.size())
                .mapToObj(i -> BuildItem.of(page.get(i), usually.get(i).orElse(null), now))
                .toList();
    }

    BuildView of(UUID executionId) {
        Build build = builds.get(executionId);
        QueueEstimate queue = build.status().isEnded() ? QueueEstimate.NONE : builds.estimate(executionId);
        List<AttemptSummary> attempts = results.attempts(executionId);
        List<TaskSummary> parts = tasks.of(executionId);
        return new BuildView(
                item(build),
                BuildTasks.stagesOf(parts).stream().map(StageView::of).toList(),
                attempts.isEmpty() ? null : AgentView.of(attempts.getLast()),
                queue.position(),
                queue.position() == null ? null : waitReasons.of(executionId).orElse(null),
                seconds(queue.startTime()),
                queue.duration(),
                results.testSummary(executionId).orElse(null),
                parts.stream().map(TaskView::of).toList(),
                attempts.stream().map(AttemptView::of).toList(),
                build.traceId(),
                BuildLinks.of(executionId, traceUrlTemplate));
    }

    private static @Nullable Instant seconds(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }
}
