package net.buildserver.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.config.AgentConfig;
import net.buildserver.agent.config.ConfigException;
import net.buildserver.agent.config.ConfigKey;
import net.buildserver.agent.config.ConfigReader;
import net.buildserver.agent.failure.AgentException;
import net.buildserver.agent.log.AgentLog;
import net.buildserver.agent.loop.AgentDaemon;
import net.buildserver.agent.loop.ExitCode;
import net.buildserver.agent.loop.FatalException;
import net.buildserver.agent.loop.WorkDir;
import net.buildserver.agent.process.OwnProcess;
import net.buildserver.agent.signal.StopSignal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Starts the agent. */
public final class AgentMain {
    // Ending builds takes up to 25 s; service managers wait at least 30.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(29);

    private AgentMain() {}

    /** Runs the agent until it is stopped; {@code --help} tells the flags and exit codes. */
    public static void main(String[] arguments) {
        int code = run(arguments);
        // Some of a build's threads may still wait for a server that does not answer.
        OwnProcess.exit(code);
    }

    private static int run(String[] arguments) {
        InstantSource clock = InstantSource.system();
        AgentLog log = new AgentLog(System.err, clock);
        CommandLine commandLine = new CommandLine(AgentCommand.spec());
        try {
            ParseResult parsed = commandLine.parseArgs(arguments);
            if (CommandLine.printHelpIfRequested(parsed)) {
                return ExitCode.STOPPED.code();
            }
            AgentConfig config = ConfigReader.read(file(parsed), System.getenv(), flags(parsed));
            serve(config, clock, log);
            return ExitCode.STOPPED.code();
        } catch (ParameterException | ConfigException unacceptable) {
            log.error(String.valueOf(unacceptable.getMessage()));
            return ExitCode.CONFIGURATION.code();
        } catch (FatalException fatal) {
            log.error(fatal.sentence());
            return fatal.exitCode().code();
        } catch (AgentException failure) {
            log.error(failure.sentence());
            return ExitCode.DEFECT.code();
        }
    }

    private static void serve(AgentConfig config, InstantSource clock, AgentLog log) {
        try (WorkDir workDir = WorkDir.open(config.workDir())) {
            AgentDaemon daemon = AgentAssembly.daemon(config, workDir, System.getenv(), clock, log);
            OwnProcess.onStop(() -> awaitEnd(daemon));
            daemon.run();
        }
    }

    // Returning would end the process with the signal's exit code: the main thread ends it with its own.
    private static void awaitEnd(AgentDaemon daemon) {
        daemon.stop();
        new StopSignal().await(STOP_LIMIT);
    }

    private static @Nullable Path file(ParseResult parsed) {
        String file = parsed.matchedOptionValue("--config", "");
        return file.isEmpty() ? null : Path.of(file).toAbsolutePath();
    }

    private static Map<ConfigKey, List<String>> flags(ParseResult parsed) {
        Map<ConfigKey, List<String>> flags = new EnumMap<>(ConfigKey.class);
        for (ConfigKey key : ConfigKey.values()) {
            List<String> values = parsed.matchedOptionValue("--" + key.key(), List.of());
            if (!values.isEmpty()) {
                flags.put(key, values);
            }
        }
        return flags;
    }
}
