package net.buildserver.agent.stage;

import java.util.List;
import net.buildserver.agent.cache.CachedBuildResult;
import net.buildserver.agent.cache.ProjectOutcome;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.KeyDifference;
import net.buildserver.domain.cache.ProjectGraph;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.CacheUse;
import net.buildserver.domain.protocol.ProjectUse;

/** Tells the server what the cache did for each project. */
final class ProjectUses {
    private ProjectUses() {}

    static void report(CachedBuildResult result, Progress progress, TaskScope scope) {
        ProjectGraph graph = result.facts().graph();
        List<ProjectUse> uses = result.projects().stream()
                .filter(outcome -> scope.tells(outcome.project().name()))
                .map(outcome -> use(outcome, graph))
                .toList();
        for (int start = 0; start < uses.size(); start += AgentProtocol.MAX_BATCH) {
            List<ProjectUse> some = uses.subList(start, Math.min(uses.size(), start + AgentProtocol.MAX_BATCH));
            int misses = Math.toIntExact(
                    some.stream().filter(use -> use.hit() == HitKind.Miss).count());
            progress.cacheUse(new CacheUse(some.size() - misses, misses, some));
            progress.flush();
        }
    }

    static ProjectUse use(ProjectOutcome outcome, ProjectGraph graph) {
        List<KeyDifference> differences = outcome.differences();
        int told = Math.min(differences.size(), ProjectUse.MAX_DIFFERENCES);
        return new ProjectUse(
                outcome.project(),
                outcome.key(),
                outcome.hit(),
                outcome.origin().isEmpty() ? null : outcome.origin(),
                outcome.took(),
                outcome.saved(),
                graph.dependencies(outcome.project()).stream()
                        .map(ProjectId::name)
                        .sorted()
                        .toList(),
                differences.subList(0, told),
                differences.size() - told,
                outcome.reasons(),
                outcome.state());
    }
}
