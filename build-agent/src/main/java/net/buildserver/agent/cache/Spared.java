package net.buildserver.agent.cache;

import java.util.Map;
import java.util.Set;
import net.buildserver.domain.cache.ProjectId;

/**
 * What the cache spares a build; both change while it builds.
 *
 * @param hits entries by project
 * @param derived projects whose outputs follow from those of others, if these come out as expected
 */
record Spared(Map<ProjectId, Hit> hits, Set<ProjectId> derived) {}
