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
    private static final Duration LOOK = Duration.ofMillis(200);
    /** How long a build's workspace waits for the next task. */
    private static final Duration UNUSED_WORKSPACE = Duration.ofMinutes(10);

    private final AgentConfig config;
    private final AgentInfo info;
    private final BuildTools tools;
    private final Machine machine;
    private final InstantSource clock;
    private final AgentLog log;
    private final StopSignal stop = new StopSignal();
    private final AtomicReference<@Nullable AgentException> fatal = new AtomicReference<>();
    private final HeldAttempts held = new HeldAttempts();
    private final Life life = new Life();
    private final Instant startedAt;
    private Listener listener = new Listener(() -> {}, () -> {});
    private volatile @Nullable String agentId;
    private volatile @Nullable Duration contactLimit;
    private volatile List<Thread> loops = List.of();

    /** Creates the agent. */
    public AgentDaemon(
            AgentConfig config, AgentInfo info, BuildTools tools, Machine machine, InstantSource clock, AgentLog log) {
        this.config = config;
        this.info = info;
        this.tools = tools;
        this.machine = machine;
        this.clock = clock;
        this.log = log;
        this.startedAt = clock.instant();
    }

    /**
     * Who is told of the agent's life.
     *
     * @param ready runs when it takes builds
     * @param stopping runs when it takes no more
     */
    public record Listener(Runnable ready, Runnable stopping) {}

    /** Tells {@code whom} of the agent's life; to be called before it runs. */
    public void listen(Listener whom) {
        listener = whom;
    }

    /** Returns the machine that it runs on. */
    public Machine machine() {
        return machine;
    }

    /** Returns what the agent is doing now. */
    public AgentState state() {
        return new AgentState(
                agentId, startedAt, life.phase(), life.reason(), config.slots(), held.jobs(), isAlive(), contactLimit);
    }

    private boolean isAlive() {
        List<Thread> running = loops;
        return running.stream().allMatch(Thread::isAlive) || life.isOver();
    }

    /** Makes {@link #run} return after the builds that run, or after {@code drain.timeout-minutes}. */
    public void drain(String why) {
        life.drain(why);
    }

    /** Makes {@link #run} return: running builds are cancelled and reported. */
    public void stop(String why) {
        life.end(why);
    }

    /**
     * Runs the agent.
     *
     * @throws FatalException if it ends for a reason of its own
     */
    public void run() {
        // Before the session starts there is nothing to drain: the end of taking builds is the end.
        life.onChange(() -> stopIf(life.isOver()));
        AgentApi api = new AgentApi(config.server(), machine.vitals());
        Path spoolRoot = machine.workDir().resolve("spool");
        List<Leftovers.Undelivered> left = Leftovers.sweep(spoolRoot, tools.workspaces(), log);
        try {
            AgentCredential identity = new Enrolment(api, new Retries(stop), log)
                    .identity(new IdentityFile(machine.workDir()), info, config.enrolmentToken());
            agentId = identity.agentId();
            AgentLog agentLog = log.forAgent(identity.agentId());
            AttemptRunner runner = new AttemptRunner(api, tools, spoolRoot, config.logMaxBytes(), clock, agentLog);
            Slots slots = new Slots(config.slots(), runner, held, clock, agentLog);
            left.forEach(one -> slots.replay(one.spool(), one.finish()));
            UUID sessionId = UUID.randomUUID();
            SessionSettings settings = startSession(api, info.session(sessionId, startedAt, held.ids()), agentLog);
            held.follow(settings.attempts());
            contactLimit = settings.idleHeartbeatInterval().multipliedBy(2);
            serve(api, sessionId, settings, slots, agentLog);
        } catch (ServerException.Stopped stopped) {
            log.info("stopped");
        } catch (ServerException ended) {
            fatal.compareAndSet(null, ended);
        } finally {
            tools.spans().close();
        }
        AgentException failure = fatal.get();
        if (failure != null) {
            throw exit(failure);
        }
    }

    private void stopIf(boolean over) {
        if (over) {
            stop.stop();
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
        AgentSession session = new AgentSession(api, sessionId, agentLog);
        HeartbeatLoop heartbeat = new HeartbeatLoop(session, settings, held, machine, life);
        Limits limits = new Limits(
                config.life().oneJob(), config.life().idleExit(), config.life().maxUptime(), clock);
        PollLoop poll = new PollLoop(session, slots, machine, life, limits);
        life.onChange(held::nudge);
        Thread beating = start("heartbeat", () -> heartbeat.run(stop));
        Runnable afterEmptyPoll = () -> {
            heartbeat.beat();
            Thread.ofVirtual().name("forget").start(() -> tools.workspaces().forget(UNUSED_WORKSPACE));
        };
        Thread polling = start("poll", () -> poll.run(stop, settings.pollTimeout(), afterEmptyPoll));
        loops = List.of(beating, polling);
        agentLog.info("ready, " + config.slots() + " slot(s), server " + config.server());
        listener.ready().run();
        life.awaitOver();
        listener.stopping().run();
        poll.interrupt(polling);
        drainAttempts(agentLog);
        endAttempts(agentLog);
        stop.stop();
        beating.interrupt();
        join(polling);
        join(beating);
        agentLog.info("stopped");
    }

    private void drainAttempts(AgentLog agentLog) {
        agentLog.info("takes no more builds: " + life.reason());
        long deadline = System.nanoTime() + config.life().drainTimeout().toNanos();
        while (life.phase() == Life.Phase.Draining && !held.isEmpty() && System.nanoTime() < deadline) {
            life.awaitChange(LOOK);
        }
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
            held.awaitChange(LOOK);
        }
        held.stopDeliveries();
    }

    private Thread start(String name, Runnable loop) {
        return GuardedLoop.start(name, loop, ends -> {
            fatal.compareAndSet(null, ends);
            life.end(ends.sentence());
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
