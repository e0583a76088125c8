package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Lists what could have been meant by a solution path that names nothing. */
final class SolutionSearch {
    private static final int DEPTH = 6;
    private static final int MOST = 10;

    private SolutionSearch() {}

    static String describe(Path repository) {
        List<String> solutions = find(repository, "(?i).*\\.sln[xf]?");
        if (solutions.isEmpty()) {
            solutions = find(repository, "(?i).*\\.(cs|vb|fs)proj");
        }
        if (solutions.isEmpty()) {
            return "it holds no solution or project";
        }
        List<String> shown = solutions.size() > MOST ? solutions.subList(0, MOST) : solutions;
        return "it holds " + String.join(", ", shown) + (solutions.size() > MOST ? " and more" : "");
    }

    private static List<String> find(Path repository, String name) {
        try (Stream<Path> files = Files.find(
                repository,
                DEPTH,
                (file, attributes) -> file.getFileName().toString().matches(name))) {
            return files.map(file -> repository.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> !path.startsWith(".git/"))
                    .sorted()
                    .limit(MOST + 1L)
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
