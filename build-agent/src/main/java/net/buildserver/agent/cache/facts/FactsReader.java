package net.buildserver.agent.cache.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.buildserver.domain.cache.ProjectId;

/** Reads the files that {@code facts.targets} writes. */
final class FactsReader {
    private final Roots roots;
    private final Map<String, Set<String>> imports;

    FactsReader(Roots roots, Map<String, Set<String>> importsByProject) {
        this.roots = roots;
        this.imports = importsByProject;
    }

    List<ProjectFacts> readAll(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(file -> file.toString().endsWith(".facts"))
                    .sorted()
                    .toList();
        }
        List<ProjectFacts> all = new ArrayList<>();
        for (Path file : files) {
            all.add(read(Files.readAllLines(file)));
        }
        return all;
    }

    private ProjectFacts read(List<String> lines) throws IOException {
        Map<String, String> properties = new HashMap<>();
        Set<FactItem> items = new TreeSet<>(java.util.Comparator.comparing(FactItem::toString));
        List<DependencyFact> dependencies = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split("\\|", -1);
            String value = parts.length < 2 ? "" : parts[1];
            if (Character.isLowerCase(line.charAt(0))) {
                properties.put(parts[0], value);
            } else if (parts[0].equals("ProjectReference")) {
                dependencies.add(dependency(parts));
            } else if (parts[0].equals("Framework") || parts[0].equals("PackageReference")) {
                items.add(new FactItem(parts[0], value, detail(parts)));
            } else if (parts[0].equals("Reference")) {
                String file = parts[2].isEmpty() ? parts[3] : parts[2];
                items.add(new FactItem(parts[0], name(file, properties), value));
            } else {
                items.add(new FactItem(parts[0], roots.name(value), detail(parts)));
            }
        }
        String project = properties.getOrDefault("project", "");
        ProjectId id = new ProjectId(
                roots.name(project),
                properties.getOrDefault("framework", ""),
                properties.getOrDefault("configuration", ""),
                properties.getOrDefault("platform", ""));
        properties.replaceAll(
                (name, value) -> value.startsWith("/") || value.contains(":\\") ? roots.name(value) : value);
        List<String> read = imports.getOrDefault(project, Set.of()).stream()
                .map(roots::name)
                .sorted()
                .toList();
        List<String> packages = properties.getOrDefault("assets", "").isEmpty() ? List.of() : packages(properties);
        return new ProjectFacts(id, properties, List.copyOf(items), dependencies, read, packages, List.of());
    }

    private List<String> packages(Map<String, String> properties) throws IOException {
        Path file = roots.file(properties.getOrDefault("assets", ""));
        if (!Files.exists(file)) {
            return List.of();
        }
        AssetsFile assets = AssetsFile.read(file);
        properties.put("floating", String.valueOf(assets.floating()));
        return assets.packages();
    }

    private DependencyFact dependency(String[] parts) {
        boolean compiled = !parts[3].equalsIgnoreCase("false") && parts[4].isEmpty();
        return new DependencyFact(roots.name(parts[1]), parts[2], compiled);
    }

    private String name(String file, Map<String, String> properties) {
        Path project = Path.of(properties.getOrDefault("project", "/"));
        return roots.name(project.resolveSibling(file.replace('\\', '/')).toString());
    }

    private static String detail(String[] parts) {
        return Stream.of(parts).skip(2).collect(Collectors.joining("|"));
    }
}
