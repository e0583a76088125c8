package net.buildserver.verification.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The production code of all modules.
 *
 * @param root the project's folder
 */
record Sources(Path root) {

    static Sources ofProject() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return new Sources(folder);
    }

    List<String> all() throws IOException {
        return find(".java");
    }

    /** Returns the texts of files whose path ends so. */
    List<String> find(String end) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> file.toString().endsWith(end))
                    .sorted()
                    .map(Sources::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
