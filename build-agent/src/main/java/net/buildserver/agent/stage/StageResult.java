package net.buildserver.agent.stage;

import net.buildserver.domain.stage.BuildStageStatus;

/**
 * How a stage that did not fail ended.
 *
 * @param status Succeeded or Skipped
 * @param message what it did, in one line
 */
public record StageResult(BuildStageStatus status, String message) {
    static StageResult succeeded(String message) {
        return new StageResult(BuildStageStatus.Succeeded, message);
    }

    static StageResult skipped(String message) {
        return new StageResult(BuildStageStatus.Skipped, message);
    }
}
