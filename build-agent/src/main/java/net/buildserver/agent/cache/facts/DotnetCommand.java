package net.buildserver.agent.cache.facts;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the {@code dotnet} program in the environment of a build. */
public interface DotnetCommand {
    /**
     * Runs it to its end.
     *
     * @param arguments arguments, the first of which is the command
     * @param variables environment variables beside those of the build
     * @param lines takes every line of both outputs
     * @return the exit code
     */
    int run(List<String> arguments, Map<String, String> variables, Consumer<String> lines);
}
