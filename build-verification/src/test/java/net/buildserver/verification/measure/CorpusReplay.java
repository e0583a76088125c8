package net.buildserver.verification.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiPredicate;
import net.buildserver.agent.artifact.Digest;
import net.buildserver.agent.cache.AgentCache;
import net.buildserver.agent.cache.CachedBuildResult;
import net.buildserver.agent.cache.ProjectOutcome;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.ProjectGraph;
import net.buildserver.domain.cache.ProjectId;

/**
 * Builds each state of a solution four times in a folder of one name: all of it without reading a cache, with the cache in a
 * fresh checkout, with the cache in a checkout that is kept, and shared among agents. Outputs, warnings and results of tests
 * must be the same. The first state is built once; what that put into the cache the others begin with, unless {@code -Dcold=true}
 * lets the agents that share builds begin with nothing.
 */
final class CorpusReplay {

    /** Every project may be built. */
    static final BiPredicate<ProjectId, ProjectGraph> ANY = (project, graph) -> true;

    private static final int AGENTS = 3;

    private final DotnetRuns dotnet;
    private final Path folder;
    private final String solution;
    private final Path workspace;
    private final Path warm;
    private final CorpusTestRuns tests;
    private final List<AgentCache> caches = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();

    /** Puts a state of the sources into an empty folder, or brings a folder with an earlier state to it. */
    interface Sources {
        void put(Path root) throws IOException;
    }

    /** Builds what lies in the workspace. */
    private interface Work {
        CachedBuildResult run(CorpusWarnings warnings) throws IOException;
    }

    private record Built(
            Map<String, String> outputs, Set<String> warnings, Map<String, String> tests, CachedBuildResult result) {}

    CorpusReplay(DotnetRuns dotnet, Path folder, String solution) throws IOException {
        this.dotnet = dotnet;
        this.folder = Files.createDirectories(folder).toRealPath();
        this.solution = solution;
        this.workspace = this.folder.resolve("ws");
        this.warm = this.folder.resolve("warm");
        this.tests = new CorpusTestRuns(dotnet, workspace);
    }

    /** Returns what differed so far, one line each. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    /**
     * Builds one state and compares.
     *
     * @param fresh writes the state into an empty folder
     * @param change brings the folder of the state before to this one
     * @param mayBuild which projects the change concerns
     * @return what the cache did: full / compile / built
     */
    String step(String name, Sources fresh, Sources change, BiPredicate<ProjectId, ProjectGraph> mayBuild)
            throws IOException {
        var first = caches.isEmpty();
        var known = new FolderCache(folder.resolve("known"));
        fresh.put(Files.createDirectories(workspace));
        var nothing = agent("empty-" + UUID.randomUUID(), known);
        var clean = built(warnings -> dotnet.cached(nothing, workspace, solution, false, warnings));
        if (first) {
            caches.add(agent("cached", known.copy()));
            caches.add(agent("incremental", known.copy()));
            var shared = Boolean.getBoolean("cold") ? new FolderCache(folder.resolve("known")) : known.copy();
            for (var i = 0; i < AGENTS; i++) {
                caches.add(agent("agent" + i, shared));
            }
        }
        gone();
        fresh.put(Files.createDirectories(workspace));
        var cached = built(warnings -> dotnet.cached(caches.get(0), workspace, solution, true, warnings));
        compare(name + ", Cached", clean, cached, mayBuild);
        gone();
        if (Files.exists(warm)) {
            Files.move(warm, workspace);
        } else {
            Files.createDirectories(workspace);
        }
        change.put(workspace);
        var incremental = built(warnings -> dotnet.cached(caches.get(1), workspace, solution, true, warnings));
        compare(name + ", Incremental", clean, incremental, mayBuild);
        Files.move(workspace, warm);
        var share = new CorpusShare(dotnet, caches.subList(2, 2 + AGENTS), workspace, solution, fresh);
        var distributed = built(share::run);
        compare(name + ", Distributed", clean, distributed, ANY);
        share.built().stream()
                .filter(project ->
                        !first && !mayBuild.test(project, clean.result().facts().graph()))
                .forEach(project -> differences.add(name + ", Distributed: built " + project.name() + " for nothing"));
        gone();
        return "%s   %s   %s in %d slices"
                .formatted(
                        counts(cached.result()),
                        counts(incremental.result()),
                        share.built().size(),
                        share.slices());
    }

    private AgentCache agent(String name, FolderCache remote) {
        return dotnet.cache(folder.getFileName() + "-" + name).partition("corpus", remote);
    }

    private Built built(Work work) throws IOException {
        var warnings = new CorpusWarnings(workspace);
        var result = work.run(warnings);
        warnings.check(result);
        return new Built(outputs(), warnings.all(), tests.of(result), result);
    }

    private void compare(String name, Built clean, Built cached, BiPredicate<ProjectId, ProjectGraph> mayBuild) {
        var paths = new TreeSet<>(clean.outputs().keySet());
        paths.addAll(cached.outputs().keySet());
        for (var path : paths) {
            var before = clean.outputs().get(path);
            var after = cached.outputs().get(path);
            if (before == null || !before.equals(after)) {
                var how = before == null ? "is too much" : after == null ? "is missing" : "differs";
                differences.add("%s: %s %s".formatted(name, path, how));
            }
        }
        if (!clean.warnings().equals(cached.warnings())) {
            differences.add("%s: warnings %s instead of %s".formatted(name, cached.warnings(), clean.warnings()));
        }
        if (!clean.tests().equals(cached.tests())) {
            differences.add("%s: tests %s instead of %s".formatted(name, cached.tests(), clean.tests()));
        }
        tests.contradictions(clean.result(), clean.tests()).forEach(found -> differences.add(name + ": " + found));
        for (var project : cached.result().projects()) {
            if (project.hit() == HitKind.Miss && !isExpected(project, cached.result(), mayBuild)) {
                differences.add("%s: built %s for nothing"
                        .formatted(name, project.project().name()));
            }
        }
    }

    private static boolean isExpected(
            ProjectOutcome project, CachedBuildResult result, BiPredicate<ProjectId, ProjectGraph> mayBuild) {
        return !project.reasons().isEmpty()
                || mayBuild.test(project.project(), result.facts().graph());
    }

    // Endpoints of static web assets hold modification times, which differ between any two builds.
    private Map<String, String> outputs() throws IOException {
        var outputs = new TreeMap<String, String>();
        try (var files = Files.walk(workspace)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = workspace.relativize(file).toString();
                if (name.contains("/bin/") && !name.endsWith(".staticwebassets.endpoints.json")) {
                    outputs.put(name, Digest.of(file));
                }
            }
        }
        return outputs;
    }

    private void gone() throws IOException {
        Files.move(workspace, folder.resolve("gone-" + UUID.randomUUID()));
    }

    private static String counts(CachedBuildResult result) {
        return "%d / %d / %d"
                .formatted(result.count(HitKind.Full), result.count(HitKind.Compile), result.count(HitKind.Miss));
    }
}
