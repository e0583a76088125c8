package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.facts.SolutionRequest;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.ProjectId;

/** Builds what is missing by one MSBuild invocation, which is told by lists what need not be built. */
final class MissBuild {
    // 100 ns each.
    private static final long TICKS_TO_NANOS = 100;

    private final CacheTools tools;
    private final CachedBuildRequest request;
    private final Path lists;

    MissBuild(CacheTools tools, CachedBuildRequest request) {
        this.tools = tools;
        this.request = request;
        this.lists = request.scratch().resolve("lists");
    }

    /** Builds and returns the exit code. */
    int run(Map<ProjectId, Hit> hits, List<String> references, Consumer<String> lines) throws IOException {
        Files.createDirectories(lists.resolve("compiled"));
        Files.createDirectories(lists.resolve("built"));
        Files.writeString(lists.resolve("full.txt"), list(hits, HitKind.Full));
        Files.writeString(lists.resolve("compile.txt"), list(hits, HitKind.Compile));
        Files.write(lists.resolve("references.txt"), references);
        Roots roots = request.roots();
        List<String> arguments = new ArrayList<>(
                List.of("build", roots.seenPath(request.solution().solution()), "--no-restore", "-nologo"));
        arguments.addAll(request.solution().arguments());
        arguments.addAll(request.arguments());
        arguments.add(SolutionRequest.property(
                "CustomAfterMicrosoftCommonTargets",
                tools.targets().resolve("cached.targets").toString()));
        arguments.add(SolutionRequest.property("BuildServerLists", lists.toString()));
        if (roots.mapped()) {
            arguments.add(SolutionRequest.property("BuildServerMapRoot", roots.seen() + "/"));
        }
        return request.dotnet().run(arguments, Map.of(), lines);
    }

    /** Returns the lines {@code |project@framework|} of compile hits whose references were not as expected. */
    List<String> compiledAnyway() throws IOException {
        List<String> all = new ArrayList<>();
        for (Path file : files("compiled")) {
            all.addAll(Files.readAllLines(file));
        }
        return all;
    }

    /** Returns how long projects took, by their lines {@code |project@framework|}. */
    Map<String, Duration> durations() throws IOException {
        Map<String, Duration> durations = new HashMap<>();
        for (Path file : files("built")) {
            for (String line : Files.readAllLines(file)) {
                int end = line.lastIndexOf('|') + 1;
                // MSBuild subtracts in floating point.
                double ticks = Double.parseDouble(line.substring(end));
                durations.put(line.substring(0, end), Duration.ofNanos((long) (ticks * TICKS_TO_NANOS)));
            }
        }
        return durations;
    }

    /** Returns the line of a project in the lists. */
    String line(ProjectId project) {
        return "|" + request.roots().seenPath(project.path()) + "@" + project.framework() + "|";
    }

    private String list(Map<ProjectId, Hit> hits, HitKind kind) {
        return hits.entrySet().stream()
                .filter(hit -> hit.getValue().kind() == kind)
                .map(hit -> line(hit.getKey()) + "\n")
                .collect(Collectors.joining());
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> listed = Files.list(lists.resolve(folder))) {
            return listed.toList();
        }
    }
}
