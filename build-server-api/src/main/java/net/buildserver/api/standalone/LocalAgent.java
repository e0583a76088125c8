package net.buildserver.api.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The agent beside a standalone server: a process of its own, as it would be on another machine. */
final class LocalAgent implements AutoCloseable {
    private static final long STOP_SECONDS = 35;

    private final Process process;
    private final Path log;

    private LocalAgent(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the agent.
     *
     * @param options the launcher, SDK and package sources
     * @param data where its workspace and log lie
     * @param serverUrl the server that it works for
     * @param enrolmentToken token for its first registration, or null if it has enrolled before
     */
    static LocalAgent start(
            StandaloneOptions options, DataFolder data, String serverUrl, @Nullable String enrolmentToken)
            throws IOException {
        Path launcher = options.agentLauncher();
        if (launcher == null || !Files.isExecutable(launcher)) {
            throw new StandaloneException(
                    "The agent's launcher " + launcher + " is missing; ./mvnw package builds it.");
        }
        Path work = data.folder("agent");
        List<String> command = new ArrayList<>(List.of(
                launcher.toString(),
                "--server-url",
                serverUrl,
                "--work-dir",
                work.toString(),
                "--name",
                "local",
                "--git-allow-local",
                "true",
                "--drain-timeout-minutes",
                "0"));
        if (options.dotnetRoot() != null) {
            command.addAll(List.of("--dotnet-root", options.dotnetRoot()));
        }
        if (!options.nugetSources().isEmpty()) {
            command.addAll(List.of("--nuget-sources", String.join(";", options.nugetSources())));
        }
        Path log = data.folder("logs").resolve("agent.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().remove("BUILD_SERVER_ADMIN_PASSWORD");
        if (enrolmentToken != null) {
            builder.environment().put("BUILD_AGENT_ENROLMENT_TOKEN", enrolmentToken);
        }
        Process process = builder.start();
        process.getOutputStream().close();
        return new LocalAgent(process, log);
    }

    /** Returns whether the process still runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns where its output goes. */
    Path log() {
        return log;
    }

    /** Asks the agent to end, which ends its builds first, and waits. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
