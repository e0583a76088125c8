package net.buildserver.agent.loop;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import net.buildserver.agent.attempt.AttemptRunner;
import net.buildserver.agent.config.AgentConfig;
import net.buildserver.agent.failure.AgentException;
import net.buildserver.agent.host.HealthChecks;
import net.buildserver.agent.host.HostLoad;
import net.buildserver.agent.log.AgentLog;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.Retries;
import net.buildserver.agent.server.ServerException;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.StopSignal;
import net.buildserver.agent.stage.BuildTools;
import net.buildserver.domain.protocol.AgentCredential;
import net.buildserver.domain.protocol.SessionSettings;
import net.buildserver.domain.protocol.SessionStart;
import org.jspecify.annotations.Nullable;

/** The agent's life: identity, session, heartbeat and poll, until it is told to stop or the server wants no more of it. */
public final class AgentDaemon {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(25);
    private static final long LOG_CAP = 64L << 20;

    private final AgentConfig config;
    private final AgentInfo info;
    private final BuildTools tools;
    private final Machine machine;
    private final InstantSource clock;
    private final AgentLog log;
    private final StopSignal stop = new StopSignal();
    private final AtomicReference<@Nullable AgentException> fatal = new AtomicReference<>();
    private final HeldAttempts held = new HeldAttempts();

    /**
     * The machine that the agent runs on.
     *
     * @param load its load
     * @param checks its health
     * @param workDir folder for identity and spool
     */
    public record Machine(HostLoad load, HealthChecks checks, Path workDir) {}

    /** Creates the agent. */
    public AgentDaemon(
            AgentConfig config, AgentInfo info, BuildTools tools, Machine machine, InstantSource clock, AgentLog log) {
        this.config = config;
        this.info = info;
        this.tools = tools;
        this.machine = machine;
        this.clock = clock;
        this.log = log;
    }

    /** Makes {@link #run} return: no new work, running builds end and are reported. */
    public void stop() {
        stop.stop();
    }

    /**
     * Runs the agent.
     *
     * @throws FatalException if it ends for a reason of its own
     */
    public void run() {
        Instant startedAt = clock.instant();
        AgentApi api = new AgentApi(config.server());
        Path spoolRoot = machine.workDir().resolve("spool");
        List<Leftovers.Undelivered> left = Leftovers.sweep(spoolRoot, tools.workspaces(), log);
        try {
            AgentCredential identity = new Enrolment(api, new Retries(stop), log)
                    .identity(new IdentityFile(machine.workDir()), info, config.enrolmentToken());
            AgentLog agentLog = log.forAgent(identity.agentId());
            AttemptRunner runner = new AttemptRunner(api, tools, spoolRoot, LOG_CAP, clock, agentLog);
            Slots slots = new Slots(config.slots(), runner, held, agentLog);
            left.forEach(one -> slots.replay(one.spool(), one.finish()));
            UUID sessionId = UUID.randomUUID();
            SessionSettings settings = startSession(api, info.session(sessionId, startedAt, held.ids()), agentLog);
            held.follow(settings.attempts());
            serve(api, sessionId, settings, slots, agentLog);
        } catch (ServerException.Stopped stopped) {
            log.info("stopped");
        } catch (ServerException ended) {
            fatal.compareAndSet(null, ended);
        }
        AgentException failure = fatal.get();
        if (failure != null) {
            throw exit(failure);
        }
    }

    private SessionSettings startSession(AgentApi api, SessionStart start, AgentLog agentLog) {
        return new Retries(stop).call(() -> {
            try {
                return api.session(start);
            } catch (ServerException.Unavailable unavailable) {
                agentLog.warn(unavailable.sentence());
                throw unavailable;
            }
        });
    }

    private void serve(AgentApi api, UUID sessionId, SessionSettings settings, Slots slots, AgentLog agentLog) {
        HostLoad load = machine.load();
        HealthChecks checks = machine.checks();
        HeartbeatLoop heartbeat = new HeartbeatLoop(api, sessionId, settings, held, load, checks);
        PollLoop poll = new PollLoop(api, sessionId, slots, load, checks, agentLog);
        Thread beating = start("heartbeat", () -> heartbeat.run(stop, agentLog));
        Thread polling = start("poll", () -> poll.run(stop, settings.pollTimeout()));
        agentLog.info("ready, " + config.slots() + " slot(s), server " + config.server());
        awaitStop();
        polling.interrupt();
        endAttempts(agentLog);
        beating.interrupt();
        join(polling);
        join(beating);
        agentLog.info("stopped");
    }

    // A revoked or replaced agent may not report any more; one that is stopped delivers what it can.
    private void endAttempts(AgentLog agentLog) {
        boolean mayReport = fatal.get() == null;
        if (!held.isEmpty()) {
            agentLog.info("ending " + held.ids().size() + " build(s)");
        }
        held.cancelAll(mayReport ? CancelReason.AgentStopping : CancelReason.Abandoned);
        long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
        while (!held.isEmpty() && System.nanoTime() < deadline) {
            held.awaitChange(Duration.ofMillis(500));
        }
        held.stopDeliveries();
    }

    private void awaitStop() {
        while (!stop.await(Duration.ofHours(1))) {
            // Nothing but the stop ends the agent.
        }
    }

    private Thread start(String name, Runnable loop) {
        return Thread.ofVirtual().name(name).start(() -> {
            try {
                loop.run();
            } catch (ServerException.Stopped stopped) {
                stop.stop();
            } catch (AgentException ends) {
                fatal.compareAndSet(null, ends);
                stop.stop();
            }
        });
    }

    private static FatalException exit(AgentException failure) {
        ExitCode code = switch (failure) {
            case FatalException own -> own.exitCode();
            case ServerException.CredentialRefused _ -> ExitCode.CREDENTIAL;
            case ServerException.ProtocolMismatch _ -> ExitCode.PROTOCOL;
            case ServerException.SessionReplaced _ -> ExitCode.REPLACED;
            default -> ExitCode.DEFECT;
        };
        return new FatalException(code, failure.sentence());
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
