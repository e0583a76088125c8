package net.buildserver.verification.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.buildserver.verification.endtoend.Installation;
import org.yaml.snakeyaml.Yaml;

/** Reads files below {@code deploy} and runs the tools that judge them. */
final class DeployFiles {
    static final Path ROOT = Installation.ROOT.resolve("deploy");

    private static final long TOOL_SECONDS = 60;

    private DeployFiles() {}

    static String read(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the documents of a YAML text. */
    static List<Map<String, Object>> documents(String yaml) {
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Object document : new Yaml().loadAll(yaml)) {
            documents.add(map(document));
        }
        return documents;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return value instanceof List<?> ? (List<Object>) value : List.of();
    }

    /** Returns what lies behind a path of keys, or an empty map. */
    static Object at(Object value, String... keys) {
        Object found = value;
        for (String key : keys) {
            found = map(found).getOrDefault(key, Map.of());
        }
        return found;
    }

    /** What a tool said. */
    record Said(int exitCode, String output) {}

    /** Runs a tool, or returns empty where the machine has none of that name. */
    static Optional<Said> run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            return Optional.empty();
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Optional.of(new Said(process.waitFor(), output));
    }
}
