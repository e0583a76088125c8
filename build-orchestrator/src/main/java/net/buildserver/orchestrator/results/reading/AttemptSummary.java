package net.buildserver.orchestrator.results.reading;

import java.time.Instant;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.task.AttemptState;
import org.jspecify.annotations.Nullable;

/**
 * One try of a task of a build, as an agent accepted it.
 *
 * @param task name of the task
 * @param number which try it is, from 1
 * @param state its state
 * @param agentId the agent
 * @param hostname name of the agent's machine
 * @param targetType pool of the agent
 * @param startTime when the agent accepted it
 * @param endTime when it ended, or null
 * @param failureKind why it did not succeed, or null
 * @param message one line that says why it ended so, or null
 */
public record AttemptSummary(
        String task,
        int number,
        AttemptState state,
        String agentId,
        String hostname,
        BuildTargetType targetType,
        Instant startTime,
        @Nullable Instant endTime,
        @Nullable FailureKind failureKind,
        @Nullable String message) {}
