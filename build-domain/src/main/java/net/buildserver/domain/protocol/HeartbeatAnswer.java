package net.buildserver.domain.protocol;

import java.util.List;

/**
 * Answer to a heartbeat.
 *
 * @param attempts what to do with each attempt of the heartbeat
 * @param command what to do with itself, by default to run
 */
public record HeartbeatAnswer(List<AttemptDirective> attempts, AgentCommand command) {
    public HeartbeatAnswer {
        command = command == null ? AgentCommand.Run : command;
        attempts = Wire.list(attempts);
    }
}
