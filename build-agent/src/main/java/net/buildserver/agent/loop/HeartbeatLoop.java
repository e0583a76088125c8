package net.buildserver.agent.loop;

import java.time.Duration;
import net.buildserver.agent.host.HealthChecks;
import net.buildserver.agent.host.HostLoad;
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
    private final AgentSession session;
    private final SessionSettings settings;
    private final HeldAttempts held;
    private final HostLoad load;
    private final HealthChecks checks;
    private final Life life;
    private boolean contact = true;

    HeartbeatLoop(AgentSession session, SessionSettings settings, HeldAttempts held, Machine machine, Life life) {
        this.session = session;
        this.settings = settings;
        this.held = held;
        this.load = machine.load();
        this.checks = machine.checks();
        this.life = life;
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
        Heartbeat heartbeat = new Heartbeat(session.id(), held.ids(), load.usage(), checks.run(), takesNone);
        try {
            HeartbeatAnswer answer = session.api().heartbeat(heartbeat);
            held.follow(answer.attempts());
            life.follow(answer.command());
            if (!contact) {
                session.log().info("the server answers again");
            }
            contact = true;
        } catch (ServerException.Unavailable unavailable) {
            if (contact) {
                session.log().warn(unavailable.sentence());
            }
            contact = false;
        } catch (ServerException.Refused | ServerException.Unreadable refused) {
            session.log().error("the heartbeat is refused: " + refused.sentence());
        }
    }
}
