package net.buildserver.domain.build;

import java.time.Instant;
import java.util.UUID;

/**
 * A validated request to execute a build (specification, "BuildRequest").
 *
 * @param executionId unique identifier of the build
 * @param job what to build
 * @param targetPool pool whose agents may build it
 * @param strategy how to build it
 * @param priority its priority class
 * @param forceClean whether caches and warm workspaces are not read
 * @param requesterEmail e-mail address of the requester
 * @param createdAt when the request was accepted
 */
public record BuildRequest(
        UUID executionId,
        BuildJobDescriptor job,
        BuildTargetType targetPool,
        BuildStrategyType strategy,
        BuildPriority priority,
        boolean forceClean,
        String requesterEmail,
        Instant createdAt) {}
