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
 * Renews all leases at once: often while there are some, seldom while there are none. A beat that fails is not repeated; the
 * next one is soon. Without any contact builds go on, since their results are spooled.
 */
final class HeartbeatLoop {
    private final AgentApi api;
    private final UUID sessionId;
    private final SessionSettings settings;
    private final HeldAttempts held;
    private final HostLoad load;
    private final HealthChecks checks;

    HeartbeatLoop(
            AgentApi api,
            UUID sessionId,
            SessionSettings settings,
            HeldAttempts held,
            HostLoad load,
            HealthChecks checks) {
        this.api = api;
        this.sessionId = sessionId;
        this.settings = settings;
        this.held = held;
        this.load = load;
        this.checks = checks;
    }

    /**
     * Beats until {@code stop}.
     *
     * @throws ServerException if the agent has to end
     */
    void run(StopSignal stop, AgentLog log) {
        boolean contact = true;
        while (!stop.isStopped()) {
            try {
                beat();
                if (!contact) {
                    log.info("the server answers again");
                }
                contact = true;
            } catch (ServerException.Unavailable unavailable) {
                if (contact) {
                    log.warn(unavailable.sentence());
                }
                contact = false;
            } catch (ServerException.Refused refused) {
                log.error("the heartbeat is refused: " + refused.sentence());
            }
            Duration interval = held.isEmpty() ? settings.idleHeartbeatInterval() : settings.heartbeatInterval();
            if (held.awaitChange(interval)) {
                return;
            }
        }
    }

    private void beat() {
        Heartbeat heartbeat = new Heartbeat(sessionId, held.ids(), load.usage(), checks.run(), !checks.hasDiskSpace());
        HeartbeatAnswer answer = api.heartbeat(heartbeat);
        held.follow(answer.attempts());
    }
}
