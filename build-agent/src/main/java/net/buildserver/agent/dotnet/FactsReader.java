package net.buildserver.agent.dotnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.buildserver.agent.failure.LocalIoException;

/** Reads the files that {@code facts.targets} writes while a solution is built. */
public final class FactsReader {
    private FactsReader() {}

    /**
     * Returns the facts of all projects, ordered by project and framework, each pair once.
     *
     * @param real tells where a file lies that the build named
     */
    public static List<ProjectFacts> read(Path folder, UnaryOperator<Path> real) {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(file -> file.toString().endsWith(".facts")).toList();
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read the projects' facts", unreadable);
        }
        Map<String, ProjectFacts> byKey = new LinkedHashMap<>();
        for (Path file : files) {
            one(file, real).ifPresent(facts -> byKey.put(facts.project() + "|" + facts.framework(), facts));
        }
        List<ProjectFacts> all = new ArrayList<>(byKey.values());
        all.sort(Comparator.comparing((ProjectFacts facts) -> facts.project().toString())
                .thenComparing(ProjectFacts::framework));
        return List.copyOf(all);
    }

    private static Optional<ProjectFacts> one(Path file, UnaryOperator<Path> real) {
        Map<String, String> single = new HashMap<>();
        Set<String> packages = new HashSet<>();
        Set<Path> references = new HashSet<>();
        Set<Path> sources = new HashSet<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> {
                int bar = line.indexOf('|');
                String key = bar < 0 ? "" : line.substring(0, bar);
                String value = line.substring(bar + 1);
                switch (key) {
                    case "package" -> packages.add(value);
                    case "reference" -> references.add(real.apply(Path.of(value).normalize()));
                    case "file" -> sources.add(real.apply(Path.of(value).normalize()));
                    default -> single.put(key, value);
                }
            });
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read the projects' facts", unreadable);
        }
        String project = single.getOrDefault("project", "");
        if (project.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ProjectFacts(
                real.apply(Path.of(project).normalize()),
                single.getOrDefault("framework", ""),
                !single.getOrDefault("multi", "").isBlank(),
                single.getOrDefault("output", ""),
                Path.of(single.getOrDefault("target", "")).normalize(),
                single.getOrDefault("assembly", ""),
                isTrue(single, "test"),
                isTrue(single, "web"),
                !single.getOrDefault("publishable", "").equalsIgnoreCase("false"),
                packages,
                references,
                sources,
                BuildTime.parse(single.getOrDefault("time", "")).orElse(null)));
    }

    private static boolean isTrue(Map<String, String> values, String key) {
        return values.getOrDefault(key, "").equalsIgnoreCase("true");
    }
}
