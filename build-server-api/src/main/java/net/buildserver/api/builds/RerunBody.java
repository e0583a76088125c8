package net.buildserver.api.builds;

import io.swagger.v3.oas.annotations.media.Schema;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildStrategyType;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/builds/{executionId}/rerun}: what is to be different this time; it may be missing altogether.
 *
 * @param strategy how to build it, or null for as before
 * @param priority its priority class, or null for as before
 * @param forceClean whether caches and warm workspaces are not read, or null for as before
 * @param gitRef branch, tag or commit, or null for the same
 */
@Schema(example = """
        {"strategy": "Clean", "priority": "High"}""")
record RerunBody(
        @Nullable BuildStrategyType strategy,
        @Nullable BuildPriority priority,
        @Nullable Boolean forceClean,
        @Nullable String gitRef) {
    static final RerunBody NOTHING = new RerunBody(null, null, null, null);
}
