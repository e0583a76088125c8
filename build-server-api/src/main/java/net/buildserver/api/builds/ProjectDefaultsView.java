package net.buildserver.api.builds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The defaults of a project.
 *
 * @param project its name
 * @param defaults what its builds ask for where their requests leave it out
 * @param changedBy who set them last, or null if none are set
 * @param changedAt when, or null
 */
record ProjectDefaultsView(
        String project,
        CreateBuildBody defaults,
        @Nullable String changedBy,
        @Nullable Instant changedAt) {}
