package net.buildserver.orchestrator.tasks;

import net.buildserver.domain.build.BuildTargetType;
import org.jspecify.annotations.Nullable;

/**
 * Which waiting builds are meant; null admits all.
 *
 * @param pool their pool
 * @param project their project
 * @param requestedBy who asked for them
 * @param gitRef branch, tag or commit, as it was asked for
 */
public record QueueFilter(
        @Nullable BuildTargetType pool,
        @Nullable String project,
        @Nullable String requestedBy,
        @Nullable String gitRef) {
    /** Returns whether it admits everything. */
    public boolean isEmpty() {
        return pool == null && project == null && requestedBy == null && gitRef == null;
    }
}
