package net.buildserver.agent;

import java.time.InstantSource;
import net.buildserver.agent.config.AgentConfig;
import net.buildserver.agent.config.ConfigException;
import net.buildserver.agent.failure.AgentException;
import net.buildserver.agent.host.HealthChecks;
import net.buildserver.agent.log.AgentLog;
import net.buildserver.agent.loop.ExitCode;
import net.buildserver.agent.loop.FatalException;
import net.buildserver.agent.process.OwnProcess;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Starts the agent. */
public final class AgentMain {
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
            AgentConfig config = AgentCommand.config(parsed, System.getenv());
            return run(parsed, config, clock, log).code();
        } catch (ParameterException | ConfigException unacceptable) {
            String.valueOf(unacceptable.getMessage()).lines().forEach(log::error);
            return ExitCode.CONFIGURATION.code();
        } catch (FatalException fatal) {
            log.error(fatal.sentence());
            return fatal.exitCode().code();
        } catch (AgentException failure) {
            log.error(failure.sentence());
            return ExitCode.DEFECT.code();
        }
    }

    private static ExitCode run(ParseResult parsed, AgentConfig config, InstantSource clock, AgentLog log) {
        String command = parsed.matchedPositionalValue(0, AgentCommand.RUN);
        switch (command) {
            case AgentCommand.RUN -> new RunCommand(config, clock, log).run();
            case AgentCommand.STATUS -> {
                return new StatusCommand(config, System.out).run(parsed.hasMatchedOption("--json"));
            }
            case AgentCommand.DOCTOR -> {
                HealthChecks checks = AgentAssembly.checks(config, System.getenv(), clock);
                return new DoctorCommand(config, checks, clock, System.out).run();
            }
            default ->
                throw new ConfigException(
                        "'" + command + "' is no command; there are run, status and doctor, and --help.");
        }
        return ExitCode.STOPPED;
    }
}
