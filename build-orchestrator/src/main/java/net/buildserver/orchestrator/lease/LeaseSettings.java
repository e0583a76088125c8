package net.buildserver.orchestrator.lease;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings behind {@link LeaseTerms}, which describes each.
 *
 * @param duration by default 20 s
 * @param heartbeatInterval by default 4 s
 * @param idleHeartbeatInterval by default 20 s
 * @param offerTimeout by default 10 s
 * @param pollTimeout by default 25 s
 * @param timeoutGrace by default 60 s
 * @param cancelGrace by default 60 s
 */
@Validated
@ConfigurationProperties("build-server.lease")
record LeaseSettings(
        @DefaultValue("20s") @NotNull Duration duration,
        @DefaultValue("4s") @NotNull Duration heartbeatInterval,
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
