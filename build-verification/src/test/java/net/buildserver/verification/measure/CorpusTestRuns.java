package net.buildserver.verification.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.buildserver.agent.artifact.Digest;
import net.buildserver.agent.cache.CachedBuildResult;
import net.buildserver.agent.cache.facts.ProjectFacts;
import net.buildserver.agent.dotnet.TrxReader;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.Sha256;

/**
 * Runs the tests of what was built. Equal folders of outputs are run once. Since the agent does not run tests again whose project
 * has a full key that passed before, one key must always have the same results.
 */
final class CorpusTestRuns {

    private final DotnetRuns dotnet;
    private final Path workspace;
    private final Map<String, Map<String, String>> byOutputs = new HashMap<>();
    private final Map<String, Map<String, String>> byKey = new HashMap<>();

    CorpusTestRuns(DotnetRuns dotnet, Path workspace) {
        this.dotnet = dotnet;
        this.workspace = workspace;
    }

    /** Returns the outcomes of all tests of VSTest by project and name. */
    Map<String, String> of(CachedBuildResult result) throws IOException {
        var all = new TreeMap<String, String>();
        for (var facts : result.facts().projects().values()) {
            if (facts.isTest() && !facts.is("testingPlatform")) {
                var target = workspace.resolve(facts.property("target"));
                var digest = digest(target.resolveSibling(""));
                var outcomes = byOutputs.get(digest);
                if (outcomes == null) {
                    outcomes = run(target);
                    byOutputs.put(digest, outcomes);
                }
                outcomes.forEach((test, outcome) -> all.put(prefix(facts) + test, outcome));
            }
        }
        return all;
    }

    /** Returns which test projects have the full key of an earlier run with other outcomes. */
    List<String> contradictions(CachedBuildResult result, Map<String, String> outcomes) {
        var found = new ArrayList<String>();
        for (var project : result.projects()) {
            var own = new TreeMap<>(outcomes);
            own.keySet().removeIf(test -> !test.startsWith(prefix(project.project())));
            var before = byKey.putIfAbsent(project.key(), own);
            if (before != null && !before.equals(own) && project.reasons().isEmpty()) {
                found.add("tests of %s: %s, before %s with the same key".formatted(project.project(), own, before));
            }
        }
        return found;
    }

    private Map<String, String> run(Path assembly) throws IOException {
        var reports = Files.createTempDirectory("trx");
        dotnet.run(
                workspace,
                List.of("test", assembly.toString(), "--logger", "trx", "--results-directory", reports.toString()),
                line -> {});
        var outcomes = new TreeMap<String, String>();
        try (var files = Files.list(reports)) {
            for (var file : files.filter(one -> one.toString().endsWith(".trx")).toList()) {
                new TrxReader(List.of())
                        .read(
                                file,
                                test -> outcomes.put(
                                        test.className() + " " + test.name(),
                                        test.outcome().name()));
            }
        }
        if (outcomes.isEmpty()) {
            throw new IOException("no test ran of " + assembly);
        }
        return outcomes;
    }

    private static String digest(Path folder) throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                text.append(folder.relativize(file))
                        .append('=')
                        .append(Digest.of(file))
                        .append('\n');
            }
        }
        return Sha256.of(text.toString());
    }

    private static String prefix(ProjectFacts facts) {
        return prefix(facts.id());
    }

    private static String prefix(ProjectId project) {
        return project.name() + ": ";
    }
}
