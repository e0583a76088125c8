package net.buildserver.domain.protocol;

import org.jspecify.annotations.Nullable;

/**
 * {@code POST /agent/v1/attempts/{attemptId}/decline}: the agent does not run the task, or hands it back; no failure is
 * counted.
 *
 * @param reason why, one sentence
 * @param requiredSdk SDK version that the repository's {@code global.json} wants and this agent lacks, or null
 * @param rollForward its {@code rollForward}, or null if it names none
 * @param allowPrerelease its {@code allowPrerelease}, or null if it does not say
 */
public record DeclineReport(
        String reason,
        @Nullable String requiredSdk,
        @Nullable String rollForward,
        @Nullable Boolean allowPrerelease) {
    /** A report without a policy. */
    public DeclineReport(String reason, @Nullable String requiredSdk) {
        this(reason, requiredSdk, null, null);
    }

    public DeclineReport {
        Wire.required(reason, "reason");
    }
}
