package net.buildserver.agent.loop;

import java.time.Duration;
import java.util.UUID;
import net.buildserver.agent.host.HealthChecks;
import net.buildserver.agent.host.HostLoad;
import net.buildserver.agent.log.AgentLog;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.ServerException;
import net.buildserver.agent.signal.StopSignal;
import net.buildserver.domain.protocol.Heartbeat;
import net.buildserver.domain.protocol.HeartbeatAnswer;
import net.buildserver.domain.protocol.SessionSettings;

/**
 * Renews all leases at once and brings back what the server wants: often while there are leases or the agent is paused, seldom
 * otherwise. A beat that fails is not repeated; the next one is soon. Without any contact builds go on, since their results are
 * spooled.
 */
final class HeartbeatLoop {
    private final AgentApi api;
    private final UUID sessionId;
    private final SessionSettings settings;
    private final HeldAttempts held;
    private final HostLoad load;
    private final HealthChecks checks;
    private final Life life;
    private final AgentLog log;
    private boolean contact = true;

    HeartbeatLoop(
            AgentApi api,
            UUID sessionId,
            SessionSettings settings,
            HeldAttempts held,
            Machine machine,
            Life life,
            AgentLog log) {
        this.api = api;
        this.sessionId = sessionId;
        this.settings = settings;
        this.held = held;
        this.load = machine.load();
        this.checks = machine.checks();
        this.life = life;
        this.log = log;
    }

    /**
     * Beats until {@code stop}.
     *
     * @throws ServerException if the agent has to end
     */
    void run(StopSignal stop) {
        while (!stop.isStopped()) {
            beat();
            boolean idle = held.isEmpty() && life.takesBuilds();
            Duration interval = idle ? settings.idleHeartbeatInterval() : settings.heartbeatInterval();
            if (held.awaitChange(interval)) {
                return;
            }
        }
    }

    /** Sends one heartbeat and does what the answer says. */
    synchronized void beat() {
        boolean takesNone = !life.takesBuilds() || !checks.hasDiskSpace();
        Heartbeat heartbeat = new Heartbeat(sessionId, held.ids(), load.usage(), checks.run(), takesNone);
        try {
            HeartbeatAnswer answer = api.heartbeat(heartbeat);
            held.follow(answer.attempts());
            life.follow(answer.command());
            if (!contact) {
                log.info("the server answers again");
            }
            contact = true;
        } catch (ServerException.Unavailable unavailable) {
            if (contact) {
                log.warn(unavailable.sentence());
            }
            contact = false;
        } catch (ServerException.Refused | ServerException.Unreadable refused) {
            log.error("the heartbeat is refused: " + refused.sentence());
        }
    }
}
