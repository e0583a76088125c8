package net.buildserver.api.queue;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.orchestrator.builds.Build;
import net.buildserver.orchestrator.builds.Builds;
import net.buildserver.orchestrator.builds.QueueEstimate;
import net.buildserver.orchestrator.scheduling.WaitExplanation;
import net.buildserver.orchestrator.scheduling.WaitReasons;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Why a build waits. */
@RestController
@Tag(name = "Queue", description = "Builds that wait: their order, and how to change it.")
class BuildQueueController {
    private final Builds builds;
    private final WaitReasons reasons;

    BuildQueueController(Builds builds, WaitReasons reasons) {
        this.builds = builds;
        this.reasons = reasons;
    }

    /**
     * Why a build waits.
     *
     * @param executionId the build
     * @param status its state
     * @param position place in its pool's queue by priority and age, 1 for the next one, or null if it does not wait
     * @param estimatedStartTime when it may start, or null without history
     * @param basis what position and time rest on, or null if it does not wait
     * @param waitingFor why it waits, one sentence, or null if it does not
     * @param impossible whether no enrolled agent could run it as it is
     * @param agents for every agent of its pool the one reason that it has not taken the build
     */
    record QueueView(
            UUID executionId,
            BuildStatus status,
            @Nullable Integer position,
            @Nullable Instant estimatedStartTime,
            @Nullable String basis,
            @Nullable String waitingFor,
            boolean impossible,
            List<WaitExplanation.AgentReason> agents) {}

    @GetMapping("/api/v1/builds/{executionId}/queue")
    @Operation(
            summary = "Tell why a build waits",
            description =
                    "Its place, when it may start and on what that rests, and for each agent why it has not taken it.")
    QueueView get(@PathVariable UUID executionId) {
        Build build = builds.get(executionId);
        QueueEstimate estimate = build.status().isEnded() ? QueueEstimate.NONE : builds.estimate(executionId);
        Optional<WaitExplanation> explained = reasons.explain(executionId);
        Instant start = estimate.startTime();
        return new QueueView(
                executionId,
                build.status(),
                estimate.position(),
                start == null ? null : start.truncatedTo(ChronoUnit.SECONDS),
                builds.estimateBasis(executionId).orElse(null),
                explained.map(WaitExplanation::reason).orElse(null),
                explained.map(WaitExplanation::impossible).orElse(false),
                explained.map(WaitExplanation::agents).orElse(List.of()));
    }
}
