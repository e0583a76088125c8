package net.buildserver.agent.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.buildserver.agent.cache.facts.FactsPass;
import net.buildserver.agent.cache.facts.SolutionFacts;
import net.buildserver.agent.cache.facts.SolutionFingerprint;
import net.buildserver.agent.cache.keys.ProjectKeys;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.KeyDifference;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.KeyDocumentException;
import net.buildserver.domain.cache.ProjectId;

/**
 * A build that takes from the cache what was built before. Facts give keys, keys give hits, hits are put in place, and one
 * MSBuild invocation builds the rest; if there is no rest, MSBuild does not run at all.
 */
public final class CachedBuild {
    private final CacheTools tools;

    /** Creates builds that share {@code tools}. */
    public CachedBuild(CacheTools tools) {
        this.tools = tools;
    }

    /**
     * Builds.
     *
     * @throws net.buildserver.agent.cache.facts.FactsException if MSBuild cannot evaluate the solution
     * @throws UncheckedIOException if this machine's disk fails
     */
    public CachedBuildResult run(CachedBuildRequest request) {
        try {
            return build(request);
        } catch (IOException diskFailed) {
            throw new UncheckedIOException("a cached build cannot go on", diskFailed);
        }
    }

    private CachedBuildResult build(CachedBuildRequest request) throws IOException {
        String fingerprint =
                new SolutionFingerprint(tools.digests()).of(request.roots().real(), request.solution());
        Optional<SolutionFacts> kept = tools.keptFacts().find(fingerprint, request.roots());
        SolutionFacts facts = kept.isPresent() ? kept.get() : evaluate(request, fingerprint);
        BuildKeys keys =
                new BuildKeys(facts, new ProjectKeys(facts, request.solution(), request.roots(), tools.digests()));
        HitSearch search = new HitSearch(tools, keys, request.lines());
        Map<ProjectId, Hit> hits = request.readCache() ? search.search() : new HashMap<>();
        new Placement(tools, facts, request.roots(), request.lines()).place(keys.order(), hits);
        Map<ProjectId, Optional<CacheEntry>> earlier = earlier(keys, hits);
        boolean allThere = keys.order().stream().allMatch(project -> isFull(hits.get(project)));
        int exitCode = 0;
        if (!allThere) {
            if (kept.isPresent()) {
                request.restore().run();
            }
            exitCode = buildMisses(request, facts, keys, search, hits);
        }
        List<ProjectOutcome> outcomes = new ArrayList<>();
        for (ProjectId project : keys.order()) {
            outcomes.add(outcome(project, keys, hits.get(project), earlier.getOrDefault(project, Optional.empty())));
        }
        return new CachedBuildResult(exitCode, kept.isEmpty(), !allThere, facts, outcomes);
    }

    private SolutionFacts evaluate(CachedBuildRequest request, String fingerprint) throws IOException {
        request.restore().run();
        SolutionFacts facts = new FactsPass(request.dotnet(), tools.digests(), tools.targets())
                .run(request.solution(), request.roots(), request.scratch(), request.lines());
        tools.keptFacts().keep(fingerprint, facts);
        return facts;
    }

    private int buildMisses(
            CachedBuildRequest request, SolutionFacts facts, BuildKeys keys, HitSearch search, Map<ProjectId, Hit> hits)
            throws IOException {
        MissBuild build = new MissBuild(tools, request);
        WarningLines warnings = new WarningLines(request.roots());
        int exitCode = build.run(hits, search.references(), line -> {
            warnings.accept(line);
            request.lines().accept(line);
        });
        List<String> compiled = build.compiledAnyway();
        hits.keySet().removeIf(project -> compiled.contains(build.line(project)));
        if (exitCode == 0) {
            new PackMaking(tools, keys, facts, request).keep(hits, warnings, build);
        }
        return exitCode;
    }

    private Map<ProjectId, Optional<CacheEntry>> earlier(BuildKeys keys, Map<ProjectId, Hit> hits) throws IOException {
        Map<ProjectId, Optional<CacheEntry>> earlier = new HashMap<>();
        for (ProjectId project : keys.order()) {
            if (!isFull(hits.get(project))) {
                earlier.put(project, tools.store().latest(project));
            }
        }
        return earlier;
    }

    private static ProjectOutcome outcome(
            ProjectId project,
            BuildKeys keys,
            @org.jspecify.annotations.Nullable Hit hit,
            Optional<CacheEntry> earlier) {
        KeyDocument document = keys.full(project);
        List<KeyDifference> differences =
                earlier.map(entry -> explain(entry, document)).orElse(List.of());
        if (hit == null) {
            return new ProjectOutcome(
                    project,
                    document.key(),
                    HitKind.Miss,
                    "",
                    Duration.ZERO,
                    List.of(),
                    differences,
                    keys.reasons(project));
        }
        return new ProjectOutcome(
                project,
                document.key(),
                hit.kind(),
                hit.entry().origin(),
                hit.entry().manifest().duration(),
                hit.entry().manifest().warnings(),
                differences,
                keys.reasons(project));
    }

    private static List<KeyDifference> explain(CacheEntry earlier, KeyDocument now) {
        try {
            return KeyDifference.between(KeyDocument.parse(earlier.document()), now);
        } catch (KeyDocumentException olderVersion) {
            return List.of();
        }
    }

    private static boolean isFull(@org.jspecify.annotations.Nullable Hit hit) {
        return hit != null && hit.kind() == HitKind.Full;
    }
}
