package net.buildserver.agent.cache;

import net.buildserver.agent.dotnet.BuildTime;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.ProjectId;

/**
 * A project that the cache had.
 *
 * @param project the project
 * @param hit what that spares it
 * @param origin build that it comes from
 * @param time when it was put in place
 */
public record TakenProject(ProjectId project, HitKind hit, String origin, BuildTime time) {}
