package net.buildserver.agent;

import java.time.Duration;
import java.time.InstantSource;
import net.buildserver.agent.config.AgentConfig;
import net.buildserver.agent.log.AgentLog;
import net.buildserver.agent.loop.AgentDaemon;
import net.buildserver.agent.loop.ExitCode;
import net.buildserver.agent.loop.WorkDir;
import net.buildserver.agent.process.OwnProcess;
import net.buildserver.agent.service.Systemd;
import net.buildserver.agent.signal.ProcessSignals;
import net.buildserver.agent.signal.StopLadder;
import net.buildserver.agent.signal.StopSignal;
import net.buildserver.agent.status.StatusServer;
import net.buildserver.agent.status.StatusSource;

/** Runs the agent until it ends, with what surrounds it: signals, service manager, loopback port. */
final class RunCommand {
    // Ending builds takes up to 25 s; service managers wait at least 30.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(29);

    private final AgentConfig config;
    private final InstantSource clock;
    private final AgentLog log;

    RunCommand(AgentConfig config, InstantSource clock, AgentLog log) {
        this.config = config;
        this.clock = clock;
        this.log = log;
    }

    void run() {
        StopSignal over = new StopSignal();
        try (WorkDir workDir = WorkDir.open(config.workDir())) {
            AgentDaemon daemon = AgentAssembly.daemon(config, workDir, System.getenv(), clock, log);
            Systemd systemd = Systemd.of(System.getenv(), log::warn);
            Duration longestEnd = config.life().drainTimeout().plus(STOP_LIMIT);
            daemon.listen(new AgentDaemon.Listener(
                    () -> systemd.ready(() -> daemon.state().alive(), over), () -> systemd.stopping(longestEnd)));
            followSignals(daemon);
            if (config.statusPort() < 0) {
                daemon.run();
            } else {
                runWithPort(daemon);
            }
        } finally {
            over.stop();
        }
    }

    private void runWithPort(AgentDaemon daemon) {
        StatusSource source =
                new StatusSource(AgentAssembly.version(), config.server().toString(), daemon::state, daemon.machine());
        try (StatusServer status = StatusServer.start(config.statusPort(), source, clock)) {
            log.info("health, status and metrics at " + status.address());
            daemon.run();
        }
    }

    private void followSignals(AgentDaemon daemon) {
        boolean drains = config.life().drainTimeout().isPositive();
        StopLadder ladder = new StopLadder(
                () -> daemon.drain("a signal asks for it; a second one cancels its builds"),
                () -> daemon.stop("a signal asks for it"),
                () -> OwnProcess.exit(ExitCode.FORCED.code()));
        if (!drains) {
            ladder.skip();
        }
        if (!ProcessSignals.onStop(ladder::step)) {
            OwnProcess.onStop(() -> awaitEnd(daemon));
        }
    }

    // Without signals of our own: returning would end the process with the signal's exit code, so the main thread ends
    // it.
    private static void awaitEnd(AgentDaemon daemon) {
        daemon.stop("the process is asked to end");
        new StopSignal().await(STOP_LIMIT);
    }
}
