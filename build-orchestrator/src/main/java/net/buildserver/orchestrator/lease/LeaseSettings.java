package net.buildserver.orchestrator.lease;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long agents may be silent.
 *
 * @param duration how long a lease lasts without a heartbeat; then the attempt is lost
 * @param heartbeatInterval time between heartbeats of an agent that holds a lease; a build that writes nothing hears of its cancel by one
 * @param idleHeartbeatInterval time between heartbeats of an agent that holds none
 * @param offerTimeout how long an offer holds
 * @param pollTimeout how long a poll is held open
 * @param timeoutGrace how long after a build's timeout the agent may take to report it
 * @param cancelGrace how long after a cancel the agent may take to report its end
 */
@Validated
@ConfigurationProperties("build-server.lease")
record LeaseSettings(
        @DefaultValue("20s") @NotNull Duration duration,
        @DefaultValue("1500ms") @NotNull Duration heartbeatInterval,
        @DefaultValue("20s") @NotNull Duration idleHeartbeatInterval,
        @DefaultValue("10s") @NotNull Duration offerTimeout,
        @DefaultValue("25s") @NotNull Duration pollTimeout,
        @DefaultValue("60s") @NotNull Duration timeoutGrace,
        @DefaultValue("60s") @NotNull Duration cancelGrace) {
    LeaseTerms terms() {
        return new LeaseTerms(
                duration,
                heartbeatInterval,
                idleHeartbeatInterval,
                offerTimeout,
                pollTimeout,
                timeoutGrace,
                cancelGrace);
    }
}
