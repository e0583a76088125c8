package net.buildserver.orchestrator.builds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some builds, newest first.
 *
 * @param builds the builds
 * @param next where the next page begins, or null if this is the last one
 */
public record BuildPage(List<Build> builds, @Nullable BuildCursor next) {
    public BuildPage {
        builds = List.copyOf(builds);
    }
}
