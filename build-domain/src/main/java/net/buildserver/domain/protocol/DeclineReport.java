package net.buildserver.domain.protocol;

import org.jspecify.annotations.Nullable;

/**
 * {@code POST /agent/v1/attempts/{attemptId}/decline}: the agent does not run the task, or hands it back; no failure is
 * counted.
 *
 * @param reason why, one sentence
 * @param requiredSdk SDK version that the repository's {@code global.json} wants and this agent lacks, or null
 */
public record DeclineReport(String reason, @Nullable String requiredSdk) {
    public DeclineReport {
        Wire.required(reason, "reason");
    }
}
