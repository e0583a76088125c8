package net.buildserver.domain.protocol;

import java.time.Duration;
import java.util.List;

/**
 * Answer to a session start: how often the agent reports, and what became of the attempts it holds.
 *
 * @param agentId identifier of the agent
 * @param leaseDuration how long a lease lasts without a heartbeat
 * @param heartbeatInterval time between heartbeats while a lease is held
 * @param idleHeartbeatInterval time between heartbeats while none is held
 * @param pollTimeout how long the server may hold a poll
 * @param attempts what to do with each held attempt
 */
public record SessionSettings(
        String agentId,
        Duration leaseDuration,
        Duration heartbeatInterval,
        Duration idleHeartbeatInterval,
        Duration pollTimeout,
        List<AttemptDirective> attempts) {
    public SessionSettings {
        Wire.required(agentId, "agentId");
        Wire.required(leaseDuration, "leaseDuration");
        Wire.required(heartbeatInterval, "heartbeatInterval");
        Wire.required(idleHeartbeatInterval, "idleHeartbeatInterval");
        Wire.required(pollTimeout, "pollTimeout");
        attempts = Wire.list(attempts);
    }
}
