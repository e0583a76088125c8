package net.buildserver.domain.protocol;

import java.util.List;
import net.buildserver.domain.cache.ProjectId;

/**
 * A cache hit that was built again and compared.
 *
 * @param project the project
 * @param origin build that the hit came from
 * @param differing files whose bytes were other ones, relative to the repository; empty if all were equal
 */
public record VerifiedHit(ProjectId project, String origin, List<String> differing) {
    /** Most files that are told of one project. */
    public static final int MAX_FILES = 20;

    public VerifiedHit {
        Wire.required(project, "project");
        Wire.required(origin, "origin");
        differing = Wire.list(differing);
    }
}
