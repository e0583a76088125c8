package net.buildserver.agent.cache;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.buildserver.agent.cache.derived.Derivation;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;

/**
 * Finds among the hits that need no compiler those that need no MSBuild either: they differ from their entry only in files that
 * are copied from dependencies. What dependencies will look like is expected here and checked after they were built.
 */
final class DerivedHits {
    private final CacheTools tools;
    private final BuildKeys keys;
    private final Derivation derivation;

    DerivedHits(CacheTools tools, BuildKeys keys) {
        this.tools = tools;
        this.keys = keys;
        this.derivation = keys.derivation();
    }

    /** Returns the derived ones among {@code hits}. */
    Set<ProjectId> among(Map<ProjectId, Hit> hits) throws IOException {
        Set<ProjectId> derived = new HashSet<>();
        Map<ProjectId, PackManifest> expected = new HashMap<>();
        for (ProjectId project : keys.order()) {
            Hit hit = hits.get(project);
            if (hit != null && hit.kind() == HitKind.Compile && isDerived(project, hit, hits, expected, derived)) {
                derived.add(project);
            }
            expected(project, hit).ifPresent(manifest -> expected.put(project, manifest));
        }
        // These look for what they copy beside their references, where derived outputs come only later.
        keys.order().stream()
                .filter(project -> !isFull(hits.get(project)) && !derived.contains(project))
                .filter(project -> keys.facts(project).is("directOnly"))
                .forEach(project -> keys.graph().closure(project).forEach(derived::remove));
        return derived;
    }

    private boolean isDerived(
            ProjectId project,
            Hit hit,
            Map<ProjectId, Hit> hits,
            Map<ProjectId, PackManifest> expected,
            Set<ProjectId> derived)
            throws IOException {
        String basis = hit.entry().manifest().basis();
        boolean builtAnew = keys.graph().closure(project).stream()
                .filter(dependency -> !isFull(hits.get(dependency)) && !derived.contains(dependency))
                .map(expected::get)
                .anyMatch(manifest -> manifest == null || Derivation.isVolatile(manifest));
        return !basis.isEmpty()
                && !builtAnew
                && derivation.basis(project, expected).equals(Optional.of(basis));
    }

    private Optional<PackManifest> expected(ProjectId project, @org.jspecify.annotations.Nullable Hit hit)
            throws IOException {
        return hit == null
                ? tools.store().latest(project).map(CacheEntry::manifest)
                : Optional.of(hit.entry().manifest());
    }

    private static boolean isFull(@org.jspecify.annotations.Nullable Hit hit) {
        return hit != null && hit.kind() == HitKind.Full;
    }
}
