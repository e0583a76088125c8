package net.buildserver.agent.cache;

import java.util.List;
import java.util.Map;
import net.buildserver.agent.cache.facts.SolutionFacts;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.protocol.VerifiedHit;

/**
 * How a cached build ended.
 *
 * @param exitCode exit code of MSBuild, 0 if it did not run
 * @param evaluated whether MSBuild was asked for facts
 * @param built whether MSBuild built anything
 * @param facts facts of the projects
 * @param verified hits that were built again, and how they compare
 * @param projects what became of each project, in build order
 * @param manifests what of each project is in place
 */
public record CachedBuildResult(
        int exitCode,
        boolean evaluated,
        boolean built,
        SolutionFacts facts,
        List<VerifiedHit> verified,
        List<ProjectOutcome> projects,
        Map<ProjectId, PackManifest> manifests) {
    public CachedBuildResult {
        verified = List.copyOf(verified);
        projects = List.copyOf(projects);
        manifests = Map.copyOf(manifests);
    }

    /** Returns how many projects were hits of {@code kind}. */
    public long count(HitKind kind) {
        return projects.stream().filter(project -> project.hit() == kind).count();
    }
}
