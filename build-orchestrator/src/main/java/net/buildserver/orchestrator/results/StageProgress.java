package net.buildserver.orchestrator.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.buildserver.domain.IllegalTransitionException;
import net.buildserver.domain.protocol.StageReport;
import net.buildserver.domain.stage.BuildStageStatus;
import net.buildserver.orchestrator.lease.InvalidReportException;

/** The stages of an attempt, moved one way and in their order. */
final class StageProgress {
    private final Map<String, BuildStageStatus> stages = new LinkedHashMap<>();

    record Stage(String name, BuildStageStatus status) {}

    StageProgress(List<Stage> present) {
        present.forEach(stage -> stages.put(stage.name(), stage.status()));
    }

    /**
     * Applies one report; a running or ended stage may be told again, with another message.
     *
     * @throws InvalidReportException if there is no such stage, or it may not move so
     */
    void apply(StageReport report) {
        BuildStageStatus from = stages.get(report.name());
        if (from == null) {
            throw new InvalidReportException("stages.name", "names no stage of this task: " + report.name() + ".");
        }
        if (from == report.status()) {
            return;
        }
        if (report.status() == BuildStageStatus.Running) {
            requireEarlierEnded(report.name());
        }
        try {
            stages.put(report.name(), from.to(report.status()));
        } catch (IllegalTransitionException illegal) {
            throw new InvalidReportException("stages.status", illegal.getMessage() + " Stage: " + report.name() + ".");
        }
    }

    private void requireEarlierEnded(String name) {
        for (Map.Entry<String, BuildStageStatus> stage : stages.entrySet()) {
            if (stage.getKey().equals(name)) {
                return;
            }
            if (!stage.getValue().isEnded()) {
                throw new InvalidReportException(
                        "stages.status", "cannot be Running for " + name + " before " + stage.getKey() + " has ended.");
            }
        }
    }
}
