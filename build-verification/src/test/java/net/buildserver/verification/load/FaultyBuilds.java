package net.buildserver.verification.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.buildserver.verification.endtoend.Projects;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds whose SDK is a script: they take a second or two, leave processes behind that want to stay, and write numbered lines, so
 * that a log tells whether anything is missing or there twice. A solution called {@code Real} is left to a real SDK.
 */
final class FaultyBuilds {
    private static final int LINES = 40;
    private static final String REAL = "real-sdk";
    private static final String SCRIPTED = "scripted-sdk";

    private final String marker = "7" + Long.toUnsignedString(System.nanoTime() % 100_000_000_000L);
    private final Path folder;
    private final Projects projects;

    /** Prepares SDK and repositories below {@code folder}. */
    FaultyBuilds(Path folder) {
        this.folder = folder;
        this.projects = Projects.below(folder);
        write();
    }

    private void write() {
        try {
            Path sdk = Files.createDirectories(folder.resolve("sdk/sdk/10.0.100"));
            Files.writeString(sdk.resolve("dotnet.dll"), "");
            Path program = Files.writeString(folder.resolve("sdk/dotnet"), """
                    #!/bin/bash
                    case "$*" in
                      --version) echo 10.0.100; exit 0 ;;
                      build*) ;;
                      *) exit 0 ;;
                    esac
                    (setsid sh -c 'trap "" INT TERM HUP; exec sleep %1$s' >/dev/null 2>&1 &)
                    (sleep %1$s >/dev/null 2>&1 &)
                    for i in $(seq 1 %2$d); do echo "line $i of %2$d"; sleep 0.0$((RANDOM %% 9)); done
                    """.formatted(marker, LINES));
            if (!program.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + program + " executable");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the settings of agents that run them; {@code sandbox} is a level. */
    List<String> flags(String sandbox) {
        return List.of(
                "--dotnet.root=" + folder.resolve("sdk"),
                "--labels=" + SCRIPTED,
                "--sandbox=" + sandbox,
                "--nuget.sources=" + projects.emptyFeed());
    }

    /** Returns the settings of agents that run real builds. */
    List<String> realFlags() {
        return List.of(
                "--dotnet.root=" + projects.dotnetRoot(),
                "--labels=" + REAL,
                "--nuget.sources=" + projects.emptyFeed());
    }

    /** Returns a request for a build. */
    String request(boolean real) {
        Map<String, Object> job = Map.of(
                "projectName",
                real ? "Real" : "Scripted",
                "repositoryUrl",
                (real ? projects.real() : projects.scripted()).toString(),
                "gitRef",
                "main",
                "solutionPath",
                real ? "App/App.csproj" : "App.sln",
                "publishArtifacts",
                false,
                "runTests",
                false,
                "createPackages",
                false,
                "metadata",
                Map.of("agent.labels", real ? REAL : SCRIPTED),
                "requesterEmail",
                "load@example.com");
        return JsonMapper.shared()
                .writeValueAsString(Map.of("job", job, "strategy", "Clean", "requesterEmail", "load@example.com"));
    }

    /** Returns what is wrong with the log of a build that succeeded, or nothing. */
    static List<String> wrong(String log) {
        List<String> lines = log.lines().toList();
        long starts = lines.stream()
                .filter(line -> line.contains("Starting build for"))
                .count();
        if (starts != 1) {
            return List.of("it starts " + starts + " times");
        }
        if (log.contains("Starting build for Real")) {
            return log.contains("Build succeeded") ? List.of() : List.of("it does not succeed");
        }
        List<String> numbered = lines.stream()
                .filter(line -> line.matches(".*line \\d+ of \\d+"))
                .map(line -> line.replaceAll(".*line (\\d+) of .*", "$1"))
                .toList();
        List<String> expected =
                IntStream.rangeClosed(1, LINES).mapToObj(String::valueOf).toList();
        return numbered.equals(expected) ? List.of() : List.of("its lines are " + numbered);
    }

    /** Returns how many processes of builds live. */
    long survivors() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("sleep " + marker))
                .count();
    }
}
