package net.buildserver.agent.cache;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import net.buildserver.agent.cache.facts.DotnetCommand;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.facts.SolutionRequest;

/**
 * One cached build.
 *
 * @param solution what is built and how
 * @param roots where the files lie
 * @param scratch empty folder for the build's own temporary files, outside of the repository
 * @param dotnet runs {@code dotnet}
 * @param arguments arguments of the build that no output depends on
 * @param restore restores the solution; called only if it must be evaluated
 * @param restoreInputs what a restore depends on beside the repository, such as its package sources
 * @param lines takes what MSBuild says
 * @param projects is told how far projects have come
 * @param reuse whose entries are read; its own are written in any case
 * @param verifyPercent how many of a hundred hits are built again and compared
 * @param origin name of this build, which its entries carry
 * @param part which projects are wanted of the solution
 * @param clock tells when hits were put in place
 */
public record CachedBuildRequest(
        SolutionRequest solution,
        Roots roots,
        Path scratch,
        DotnetCommand dotnet,
        List<String> arguments,
        Runnable restore,
        String restoreInputs,
        Consumer<String> lines,
        ProjectListener projects,
        Reuse reuse,
        int verifyPercent,
        String origin,
        SolutionPart part,
        InstantSource clock) {
    public CachedBuildRequest {
        arguments = List.copyOf(arguments);
    }

    /** Returns whether what {@code origin} made may be taken. */
    boolean takes(String from) {
        return reuse.takes(from, origin);
    }
}
