package net.buildserver.agent.host;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.buildserver.agent.process.ProcessRequest;
import net.buildserver.agent.process.ProcessRunner;

/** Asks the tools that builds use for their versions. */
final class ToolProbe {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");
    private static final Map<String, List<String>> COMMANDS = Map.of(
            "git",
            List.of("git", "--version"),
            "docker",
            List.of("docker", "--version"),
            "podman",
            List.of("podman", "--version"),
            "git-lfs",
            List.of("git-lfs", "--version"),
            libc(),
            List.of("ldd", "--version"));

    private ToolProbe() {}

    // Programs that were built for one C library do not run with the other.
    private static String libc() {
        try (DirectoryStream<Path> loaders = Files.newDirectoryStream(Path.of("/lib"), "ld-musl-*")) {
            return loaders.iterator().hasNext() ? "musl" : "glibc";
        } catch (IOException | DirectoryIteratorException noUnix) {
            return "glibc";
        }
    }

    /** Returns the version of each tool that is there, asked all at once. */
    static Map<String, String> versions(Map<String, String> environment) {
        Map<String, String> versions = Collections.synchronizedMap(new TreeMap<>());
        List<Thread> probes = new ArrayList<>();
        COMMANDS.forEach((name, command) ->
                probes.add(Thread.ofVirtual().start(() -> probe(name, command, environment, versions))));
        for (Thread probe : probes) {
            try {
                probe.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return Map.copyOf(versions);
    }

    private static void probe(
            String name, List<String> command, Map<String, String> environment, Map<String, String> versions) {
        Path here = Path.of("").toAbsolutePath();
        ProcessRunner.probe(new ProcessRequest(command, here, environment), LIMIT, line -> {
            Matcher matcher = VERSION.matcher(line);
            if (matcher.find()) {
                versions.putIfAbsent(name, matcher.group());
            }
        });
    }
}
