package net.buildserver.domain.protocol;

import java.time.Duration;
import net.buildserver.domain.cache.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * The newest entry of a project, which explains a miss and says what others may expect of the project.
 *
 * @param project the project
 * @param document key document of the entry, or null if the answer grew too long for it
 * @param referenceDigest SHA-256 of what other projects compile against, or null if it is no assembly
 * @param duration how long the project took then, or null if nobody knows
 */
public record EarlierEntry(
        ProjectId project,
        @Nullable String document,
        @Nullable String referenceDigest,
        @Nullable Duration duration) {
    public EarlierEntry {
        Wire.required(project, "project");
    }
}
