package net.buildserver.verification.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The source files of a project, for rules about what the compiler leaves out.
 *
 * @param root the project's folder, with one folder a module
 */
record Sources(Path root) {

    static final Sources PROJECT = new Sources(projectRoot());

    /** Comments, text blocks, strings and characters: what is not code. Possessive, so that long ones need no stack. */
    private static final Pattern NO_CODE = Pattern.compile(
            "/\\*(?s:.*?)\\*/|//[^\\n]*|\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\\n])+'");

    private static Path projectRoot() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** Java files below {@code src/main} of every module. */
    List<Path> main() {
        return java("main");
    }

    /** Java files below {@code src/test} of every module, without the fixtures that break rules on purpose. */
    List<Path> test() {
        return java("test").stream()
                .filter(file -> !file.toString().contains("verification/fixture"))
                .toList();
    }

    private List<Path> java(String set) {
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src").resolve(set).resolve("java"))
                    .filter(Files::isDirectory)
                    .flatMap(folder -> javaFiles(folder).stream())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int lines(Path file) {
        return (int) text(file).lines().count();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file without its comments and strings. */
    static String code(Path file) {
        return NO_CODE.matcher(text(file)).replaceAll(" ");
    }
}
