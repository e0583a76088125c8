package net.buildserver.agent.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program to run. Arguments are handed over one by one; no shell reads them.
 *
 * @param command program and arguments
 * @param directory working directory
 * @param environment the whole environment; nothing of the agent's own is inherited
 */
public record ProcessRequest(List<String> command, Path directory, Map<String, String> environment) {
    /** Name of the variable that marks every process of an attempt. */
    public static final String COOKIE = "BUILD_SERVER_ATTEMPT";

    public ProcessRequest {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Returns the program's file name, for messages. */
    public String program() {
        return String.valueOf(Path.of(command.getFirst()).getFileName());
    }
}
