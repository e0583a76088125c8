package net.buildserver.domain.protocol;

import net.buildserver.domain.cache.ProjectId;

/**
 * One key that is looked for.
 *
 * @param project the project
 * @param key its key, 64 lower-case hexadecimal digits
 */
public record CacheProbe(ProjectId project, String key) {
    public CacheProbe {
        Wire.required(project, "project");
        Wire.required(key, "key");
    }
}
