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
 * @param enclosure command that runs what follows it inside of a sandbox; empty for none
 */
public record ProcessRequest(
        List<String> command, Path directory, Map<String, String> environment, List<String> enclosure) {
    /** Name of the variable that marks every process of an attempt. */
    public static final String COOKIE = "BUILD_SERVER_ATTEMPT";

    public ProcessRequest {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        enclosure = List.copyOf(enclosure);
    }

    /** Creates a request without a sandbox. */
    public ProcessRequest(List<String> command, Path directory, Map<String, String> environment) {
        this(command, directory, environment, List.of());
    }

    /** Returns the program's file name, for messages. */
    public String program() {
        return String.valueOf(Path.of(command.getFirst()).getFileName());
    }
}
