package net.buildserver.orchestrator.lease;

import java.time.Duration;

/**
 * How long agents may be silent.
 *
 * @param lease how long a lease lasts without a heartbeat; then the attempt is lost
 * @param heartbeat time between heartbeats of an agent that holds a lease
 * @param idleHeartbeat time between heartbeats of an agent that holds none
 * @param offer how long an offer holds
 * @param poll how long a poll is held open
 * @param timeoutGrace how long after a build's timeout the agent may take to report it
 * @param cancelGrace how long after a cancel the agent may take to report its end
 */
public record LeaseTerms(
        Duration lease,
        Duration heartbeat,
        Duration idleHeartbeat,
        Duration offer,
        Duration poll,
        Duration timeoutGrace,
        Duration cancelGrace) {}
