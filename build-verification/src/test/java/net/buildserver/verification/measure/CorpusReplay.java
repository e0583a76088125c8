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
import net.buildserver.agent.artifact.Digest;
import net.buildserver.agent.cache.AgentCache;
import net.buildserver.agent.cache.CachedBuildResult;
import net.buildserver.agent.dotnet.DiagnosticParser;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.log.DiagnosticSeverity;

/**
 * Builds each state of a solution three times in a folder of one name: all of it without reading a cache, with the cache in a
 * fresh checkout, and with the cache in a checkout that is kept. Outputs and warnings must be the same.
 */
final class CorpusReplay {

    private final DotnetRuns dotnet;
    private final Path folder;
    private final String solution;
    private final AgentCache cache;
    private final AgentCache kept;
    private final Path workspace;
    private final Path warm;
    private final List<String> differences = new ArrayList<>();

    /** Puts a state of the sources into an empty folder, or brings a folder with an earlier state to it. */
    interface Sources {
        void put(Path root) throws IOException;
    }

    private record Built(Map<String, String> outputs, Set<String> warnings, CachedBuildResult result) {}

    CorpusReplay(DotnetRuns dotnet, Path folder, String solution) throws IOException {
        this.dotnet = dotnet;
        this.folder = Files.createDirectories(folder).toRealPath();
        this.solution = solution;
        this.cache = dotnet.cache(folder.getFileName() + "-cache");
        this.kept = dotnet.cache(folder.getFileName() + "-kept");
        this.workspace = this.folder.resolve("ws");
        this.warm = this.folder.resolve("warm");
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
     * @return what the cache did: full / compile / built
     */
    String step(String name, Sources fresh, Sources change) throws IOException {
        fresh.put(Files.createDirectories(workspace));
        var clean = build(dotnet.cache("empty-" + UUID.randomUUID()), false);
        gone();
        fresh.put(Files.createDirectories(workspace));
        var cached = build(cache, true);
        compare(name + ", Cached", clean, cached);
        gone();
        if (Files.exists(warm)) {
            Files.move(warm, workspace);
        } else {
            Files.createDirectories(workspace);
        }
        change.put(workspace);
        var incremental = build(kept, true);
        compare(name + ", Incremental", clean, incremental);
        Files.move(workspace, warm);
        return counts(cached.result()) + "   " + counts(incremental.result());
    }

    private Built build(AgentCache with, boolean readCache) throws IOException {
        var parser = new DiagnosticParser(workspace);
        var warnings = new TreeSet<String>();
        var said = new ArrayList<String>();
        var result = dotnet.cached(with, workspace, solution, readCache, line -> {
            synchronized (warnings) {
                said.add(line);
                parser.parse(line)
                        .filter(diagnostic -> diagnostic.severity() == DiagnosticSeverity.Warning)
                        .ifPresent(warning -> warnings.add(warning.format()));
            }
        });
        if (result.exitCode() != 0) {
            throw new IOException("the build failed:\n" + String.join("\n", said));
        }
        result.projects().forEach(project -> project.replayed().forEach(warning -> warnings.add(warning.format())));
        return new Built(outputs(), warnings, result);
    }

    private void compare(String name, Built clean, Built cached) {
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
