package net.buildserver.orchestrator.cache;

import net.buildserver.domain.protocol.ProjectUse;

/**
 * What became of one project in a build.
 *
 * @param agentId agent that built it or put it in place
 * @param use what the agent told of it
 */
public record BuiltProject(String agentId, ProjectUse use) {}
