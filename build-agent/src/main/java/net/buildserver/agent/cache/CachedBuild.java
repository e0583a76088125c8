package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.buildserver.agent.cache.facts.FactsPass;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.facts.SolutionFacts;
import net.buildserver.agent.cache.facts.SolutionFingerprint;
import net.buildserver.agent.cache.keys.ProjectKeys;
import net.buildserver.agent.cache.nuget.SharedPackages;
import net.buildserver.agent.cache.restored.RestoreKey;
import net.buildserver.agent.cache.restored.RestoreProducts;
import net.buildserver.agent.dotnet.BuildTime;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.KeyDifference;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.KeyDocumentException;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.ProjectState;
import net.buildserver.domain.protocol.VerifiedHit;
import org.jspecify.annotations.Nullable;

/**
 * A build that takes from the cache what was built before. Facts give keys, keys give hits, hits are put in place, and one
 * MSBuild invocation builds the rest; if there is no rest, MSBuild does not run at all.
 */
public final class CachedBuild {
    private final CacheTools tools;
    private final CachedBuildRequest request;
    private final RestoreKey restoreKey;
    private final RestoreProducts restored;
    private final SolutionFacts facts;
    private final BuildKeys keys;
    private final HitSearch search;
    private final Map<ProjectId, Hit> hits;
    private final Map<ProjectId, String> earlier;
    private final Set<ProjectId> derived;
    private final Placement placement;
    private final Verification verification;
    private final ProjectStates states = new ProjectStates(this::tell);
    private final boolean evaluated;

    private CachedBuild(CacheTools tools, CachedBuildRequest request) throws IOException {
        this.tools = tools;
        this.request = request;
        this.restoreKey = restoreKey();
        this.restored = new RestoreProducts(
                tools.shared(),
                tools.keptFacts(),
                new SharedPackages(tools.shared(), request.roots().packages(), request.lines()),
                restoreKey);
        this.verification = new Verification(request.verifyPercent(), request.origin());
        if (request.part().facts().isPresent()) {
            String facts = request.part().facts().get();
            tryKeeping("facts", () -> tools.keptFacts().offer(restoreKey.fingerprint(), facts));
        }
        Optional<SolutionFacts> kept = restored.facts();
        this.evaluated = kept.isEmpty();
        SolutionFacts found = kept.isPresent() ? kept.get() : evaluate();
        this.facts = found.withReasons(tools.remote().distrusted());
        this.keys = new BuildKeys(
                facts, new ProjectKeys(facts, request.solution(), request.roots(), tools.digests()), request.part());
        this.search = new HitSearch(tools, keys, request);
        this.hits = request.reuse() == Reuse.NOTHING ? new HashMap<>() : search.search();
        this.earlier = earlier();
        verification.choose(hits);
        this.derived = new DerivedHits(tools, keys).among(hits);
        this.placement = new Placement(tools, keys, request);
        placement.place(hits, derived);
        states.set(keys.order(), ProjectState.Waiting);
        states.set(
                keys.order().stream()
                        .filter(project -> isFull(hits.get(project)))
                        .toList(),
                ProjectState.Done);
        states.tell();
    }

    /**
     * Finds out what must be built, and puts everything else in place.
     *
     * @throws net.buildserver.agent.failure.BuildFailedException if MSBuild cannot evaluate the solution
     * @throws LocalIoException if this machine's disk fails
     */
    public static CachedBuild plan(CacheTools tools, CachedBuildRequest request) {
        try {
            return new CachedBuild(tools, request);
        } catch (IOException diskFailed) {
            throw new LocalIoException("a cached build cannot go on", diskFailed);
        }
    }

    /** Returns whether nothing is left to build. */
    public boolean isComplete() {
        return keys.order().stream().allMatch(project -> isFull(hits.get(project)));
    }

    /**
     * Puts in place what an earlier restore left, if nothing changed that a restore reads.
     *
     * @return false if the solution must be restored
     */
    public boolean placeRestore() {
        try {
            return request.reuse() == Reuse.ALL && restored.place(facts);
        } catch (IOException diskFailed) {
            throw new LocalIoException("cannot put restored files in place", diskFailed);
        }
    }

    /** Keeps what a restore left just now. */
    public void keepRestore() {
        tryKeeping("restored files", () -> restored.keep(facts));
    }

    private interface Keeping {
        void run() throws IOException;
    }

    // A cache that takes nothing, since its disk is full, costs the next build time and fails none.
    private void tryKeeping(String what, Keeping keeping) {
        try {
            keeping.run();
        } catch (IOException diskFailed) {
            request.lines().accept("The " + what + " of this build are not cached: " + diskFailed.getMessage());
        }
    }

    /** Returns whether the solution was restored, since it had to be evaluated. */
    public boolean isRestored() {
        return evaluated;
    }

    /** Returns what MSBuild knows of the projects. */
    public SolutionFacts facts() {
        return facts;
    }

    /** Returns what the cache had, in build order. */
    public List<TakenProject> taken() {
        return placement.taken();
    }

    /** Returns what is wanted, in build order. */
    public List<ProjectId> order() {
        return keys.order();
    }

    /** Returns what spares {@code project} work, or a miss. */
    public HitKind hit(ProjectId project) {
        Hit hit = hits.get(project);
        return hit == null ? HitKind.Miss : hit.kind();
    }

    /** Returns how long {@code project} took when it was built last, here or elsewhere, if anybody knows. */
    public Optional<Duration> recorded(ProjectId project) {
        try {
            return search.recorded(project);
        } catch (IOException diskFailed) {
            throw new LocalIoException("cannot read the cache", diskFailed);
        }
    }

    /** Returns the facts as text, for other agents that build the same commit; empty if they may differ there. */
    public Optional<String> factsText() {
        try {
            return tools.keptFacts().text(restoreKey.fingerprint());
        } catch (IOException diskFailed) {
            throw new LocalIoException("cannot read the cache", diskFailed);
        }
    }

    /** Returns what a restore must be run on, so that everything that is wanted can be built: a solution, a filter or a project. */
    public String restoreTarget() {
        try {
            return new SolutionSlice(request, keys)
                    .of(keys.order(), Files.createTempDirectory(request.scratch(), "restore"));
        } catch (IOException diskFailed) {
            throw new LocalIoException("cannot create a temporary folder", diskFailed);
        }
    }

    /** Returns whether everything of the solution is wanted. */
    public boolean isWhole() {
        return keys.order().size() == facts.projects().size();
    }

    /** Returns the full key of {@code project}, or nothing if it does not say all that its outputs depend on. */
    public Optional<String> key(ProjectId project) {
        return keys.isFullSafe(project) ? Optional.of(keys.full(project).key()) : Optional.empty();
    }

    /**
     * Builds the rest, which must have been restored.
     *
     * @throws LocalIoException if this machine's disk fails
     */
    public CachedBuildResult finish() {
        try {
            RestBuild rest = new RestBuild(request, tools, keys, new Spared(hits, derived), placement, states);
            int exitCode = rest.run(search.references());
            List<ProjectOutcome> outcomes = new ArrayList<>();
            for (ProjectId project : keys.order()) {
                outcomes.add(outcome(project, hits.get(project), rest.times(project)));
            }
            List<VerifiedHit> verified = exitCode == 0 ? verification.compare(rest.manifests()) : List.of();
            if (!verified.isEmpty()) {
                tools.remote().verified(verified);
            }
            return new CachedBuildResult(
                    exitCode, evaluated, rest.isBuilt(), facts, verified, outcomes, rest.manifests());
        } catch (IOException diskFailed) {
            throw new LocalIoException("a cached build cannot go on", diskFailed);
        }
    }

    private RestoreKey restoreKey() throws IOException {
        Roots roots = request.roots();
        SolutionFingerprint files = new SolutionFingerprint(tools.digests());
        return new RestoreKey(
                request.solution(),
                roots,
                files.of(roots.real(), request.solution()),
                files.lock(roots.real(), request.solution()),
                request.restoreInputs(),
                request.scratch(),
                request.origin());
    }

    private SolutionFacts evaluate() throws IOException {
        if (request.reuse() == Reuse.ALL) {
            restored.prepare();
        }
        request.restore().run();
        SolutionFacts found = new FactsPass(request.dotnet(), tools.digests(), tools.targets())
                .run(request.solution(), request.roots(), request.scratch(), request.lines());
        tryKeeping("facts", () -> restored.keepFacts(found));
        tryKeeping("restored files", () -> restored.keep(found));
        return found;
    }

    private Map<ProjectId, String> earlier() throws IOException {
        Map<ProjectId, String> found = new HashMap<>();
        for (ProjectId project : keys.order()) {
            if (!isFull(hits.get(project))) {
                search.earlier(project).ifPresent(document -> found.put(project, document));
            }
        }
        return found;
    }

    private void tell(List<ProjectId> moved) {
        List<ProjectOutcome> outcomes = moved.stream()
                .map(project -> outcome(project, hits.get(project), List.of()))
                .toList();
        request.projects().moved(outcomes, facts.graph());
    }

    private ProjectOutcome outcome(ProjectId project, @Nullable Hit hit, List<BuildTime> times) {
        KeyDocument document = keys.full(project);
        String before = earlier.get(project);
        return new ProjectOutcome(
                project,
                document.key(),
                states.of(project),
                hit == null ? HitKind.Miss : hit.kind(),
                hit == null ? "" : hit.entry().origin(),
                times,
                hit == null ? Duration.ZERO : hit.entry().manifest().duration(),
                hit == null ? List.of() : hit.entry().manifest().warnings(),
                before == null ? List.of() : explain(before, document),
                keys.reasons(project));
    }

    private static List<KeyDifference> explain(String earlier, KeyDocument now) {
        try {
            return KeyDifference.between(KeyDocument.parse(earlier), now);
        } catch (KeyDocumentException olderVersion) {
            return List.of();
        }
    }

    private static boolean isFull(@Nullable Hit hit) {
        return hit != null && hit.kind() == HitKind.Full;
    }
}
