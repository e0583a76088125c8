package net.buildserver.orchestrator.logs;

import java.util.UUID;

/**
 * The log of one task of a build.
 *
 * @param attemptId the attempt whose log it is
 * @param task name of the task
 * @param agentId agent that runs or ran it
 * @param size bytes that are there
 */
public record TaskLog(UUID attemptId, String task, String agentId, long size) {}
