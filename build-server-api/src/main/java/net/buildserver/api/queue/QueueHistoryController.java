package net.buildserver.api.queue;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import net.buildserver.api.platform.UnreadableRequestException;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.orchestrator.queue.QueueMoment;
import net.buildserver.orchestrator.queue.QueueTimeline;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How much waited when. */
@RestController
@Tag(name = "Queue", description = "Builds that wait: their order, and how to change it.")
class QueueHistoryController {
    private static final int STEPS = 96;
    private static final int MOST_HOURS = 24 * 30;
    private static final int SECONDS_PER_HOUR = 3600;

    private final QueueTimeline timeline;
    private final InstantSource clock;

    QueueHistoryController(QueueTimeline timeline, InstantSource clock) {
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * The queue over time.
     *
     * @param from where it begins
     * @param step length of a step
     * @param moments the queue at the end of each of the 96 steps, oldest first
     */
    record QueueHistory(Instant from, Duration step, List<QueueMoment> moments) {}

    @GetMapping("/api/v1/queue/history")
    @Operation(
            summary = "Show the queue over time",
            description =
                    "How many builds waited and ran in the last 1 to 720 hours, and how long those waited that started.")
    QueueHistory history(
            @RequestParam(defaultValue = "24") int hours,
            @RequestParam(required = false) @Nullable BuildTargetType pool) {
        if (hours < 1 || hours > MOST_HOURS) {
            throw new UnreadableRequestException("hours", "must be a number from 1 to " + MOST_HOURS + ".");
        }
        long step = (long) hours * SECONDS_PER_HOUR / STEPS;
        // The last step is the one that is going on.
        long end = (clock.instant().getEpochSecond() / step + 1) * step;
        Instant from = Instant.ofEpochSecond(end - STEPS * step);
        return new QueueHistory(
                from, Duration.ofSeconds(step), timeline.moments(from, Duration.ofSeconds(step), STEPS, pool));
    }
}
