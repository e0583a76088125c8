package net.buildserver.domain.protocol;

import java.util.List;

/**
 * Answer to a heartbeat.
 *
 * @param attempts what to do with each attempt of the heartbeat
 */
public record HeartbeatAnswer(List<AttemptDirective> attempts) {
    public HeartbeatAnswer {
        attempts = Wire.list(attempts);
    }
}
