package net.buildserver.agent.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.buildserver.agent.process.ProcessExit;
import net.buildserver.agent.process.ProcessRequest;
import net.buildserver.agent.process.ProcessRunner;
import net.buildserver.agent.signal.Cancellation;

/** Runs git commands in one folder with one environment. */
final class Git {
    private static final int MAX_KEPT = 200_000;

    private final ProcessRunner runner;
    private final Cancellation cancellation;
    private final Path directory;
    private final Map<String, String> environment;
    private final Consumer<String> log;

    Git(
            ProcessRunner runner,
            Cancellation cancellation,
            Path directory,
            Map<String, String> environment,
            Consumer<String> log) {
        this.runner = runner;
        this.cancellation = cancellation;
        this.directory = directory;
        this.environment = Map.copyOf(environment);
        this.log = log;
    }

    /** Returns the same for the bare repository in another folder, even if git would not take it for one. */
    Git inBare(Path other) {
        Map<String, String> bare = new HashMap<>(environment);
        bare.put("GIT_DIR", other.toString());
        return new Git(runner, cancellation, other, bare, log);
    }

    /** Returns the same with one more variable. */
    Git with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Git(runner, cancellation, directory, more, log);
    }

    Path directory() {
        return directory;
    }

    /** Runs git and returns what it wrote, whatever its exit code. */
    GitResult run(String... arguments) {
        List<String> output = new ArrayList<>();
        List<String> command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        ProcessExit exit = runner.run(new ProcessRequest(command, directory, environment), cancellation, line -> {
            if (output.size() < MAX_KEPT) {
                output.add(line);
            }
        });
        return new GitResult(exit.exitCode(), List.copyOf(output));
    }

    /** Runs git; its output is written to the log, and a failure is thrown. */
    GitResult require(String what, String... arguments) {
        GitResult result = run(arguments);
        result.output().stream().filter(line -> !line.isBlank()).forEach(log);
        if (!result.isSuccess()) {
            throw GitErrors.of(what, result);
        }
        return result;
    }
}
