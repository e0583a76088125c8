package net.buildserver.orchestrator.results.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import net.buildserver.domain.stage.BuildStageResult;
import net.buildserver.domain.stage.BuildStageStatus;
import org.jspecify.annotations.Nullable;

/** The stages of several tasks as those of one build: of one name, from the first start to the last end, with all counts added. */
final class StageMerge {
    private static final List<BuildStageStatus> WORST_FIRST = List.of(
            BuildStageStatus.Failed,
            BuildStageStatus.Running,
            BuildStageStatus.Cancelled,
            BuildStageStatus.Pending,
            BuildStageStatus.Succeeded,
            BuildStageStatus.Skipped);

    private StageMerge() {}

    /** Returns the stages of the tasks, each name once, in the order in which names first come. */
    static List<BuildStageResult> of(List<List<BuildStageResult>> tasks) {
        if (tasks.size() == 1) {
            return tasks.getFirst();
        }
        Map<String, BuildStageResult> merged = new LinkedHashMap<>();
        for (List<BuildStageResult> stages : tasks) {
            stages.forEach(stage -> merged.merge(stage.stageName(), stage, StageMerge::merge));
        }
        return List.copyOf(merged.values());
    }

    private static BuildStageResult merge(BuildStageResult one, BuildStageResult other) {
        BuildStageStatus status = worst(one.status(), other.status());
        Instant start = first(one.startTime(), other.startTime());
        Instant end = status.isEnded() ? last(one.endTime(), other.endTime()) : null;
        // What went wrong is worth more than what went well.
        BuildStageResult teller = other.message() != null && rank(other.status()) <= rank(one.status()) ? other : one;
        return new BuildStageResult(
                one.stageName(),
                status,
                start,
                end,
                start == null || end == null ? null : Duration.between(start, end),
                teller.message(),
                sum(one.warningsCount(), other.warningsCount()),
                sum(one.errorsCount(), other.errorsCount()));
    }

    private static int rank(BuildStageStatus status) {
        return WORST_FIRST.indexOf(status);
    }

    // One that ended while another has not begun is a stage in the middle of its work.
    private static BuildStageStatus worst(BuildStageStatus one, BuildStageStatus other) {
        return rank(one) <= rank(other) ? one : other;
    }

    private static @Nullable Instant first(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(one, other)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable Instant last(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(one, other)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable Integer sum(@Nullable Integer one, @Nullable Integer other) {
        return one == null ? other : other == null ? one : Integer.valueOf(one + other);
    }
}
