package net.buildserver.agent.cache.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import net.buildserver.agent.cache.files.FileDigests;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.failure.LocalIoException;

/** Asks MSBuild for the facts of a restored solution, in one invocation. */
public final class FactsPass {
    private final DotnetCommand dotnet;
    private final FileDigests digests;
    private final Path targets;

    /**
     * Creates a pass.
     *
     * @param dotnet runs MSBuild
     * @param digests digests of the files that evaluation read
     * @param targets folder with the agent's targets
     */
    public FactsPass(DotnetCommand dotnet, FileDigests digests, Path targets) {
        this.dotnet = dotnet;
        this.digests = digests;
        this.targets = targets;
    }

    /**
     * Returns the facts.
     *
     * @param lines takes MSBuild's output, where errors of evaluation stand
     * @throws BuildFailedException if MSBuild failed
     */
    public SolutionFacts run(SolutionRequest request, Roots roots, Path scratch, Consumer<String> lines) {
        try {
            Path out = Files.createDirectories(scratch.resolve("facts"));
            Path log = scratch.resolve("facts.binlog");
            List<String> arguments = new ArrayList<>(List.of("msbuild", roots.seenPath(request.solution())));
            arguments.add("-t:BuildServerFacts");
            arguments.addAll(request.arguments());
            arguments.add(SolutionRequest.property(
                    "CustomAfterMicrosoftCommonTargets",
                    targets.resolve("facts.targets").toString()));
            arguments.add(SolutionRequest.property(
                    "CustomAfterMicrosoftCommonCrossTargetingTargets",
                    targets.resolve("facts.outer.targets").toString()));
            arguments.add(SolutionRequest.property("BuildServerFactsOut", out.toString()));
            arguments.addAll(List.of("-m", "-v:q", "-nologo", "-tl:off", "-bl:" + log + ";ProjectImports=None"));
            int exitCode = dotnet.run(arguments, Map.of(), lines);
            if (exitCode != 0) {
                throw BuildFailedException.userCode(
                        "MSBuild could not evaluate " + request.solution() + " (exit code " + exitCode + ")");
            }
            return read(roots, out, log);
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read what MSBuild says of the projects", unreadable);
        }
    }

    private SolutionFacts read(Roots roots, Path out, Path log) throws IOException {
        Map<String, Set<String>> imports = BinaryLogImports.read(log);
        imports.values().forEach(files -> files.removeIf(file -> Path.of(file).startsWith(targets)));
        List<ProjectFacts> facts = new CacheRules(roots).judge(new FactsReader(roots, imports).readAll(out));
        Map<String, String> read = new TreeMap<>();
        for (ProjectFacts project : facts) {
            for (String name : project.imports()) {
                if (isWatched(name) && !read.containsKey(name)) {
                    read.put(name, digests.of(roots.file(name)));
                }
            }
        }
        return SolutionFacts.of(facts, read);
    }

    // What a restore writes follows from what it reads, which is part of the fingerprint.
    private static boolean isWatched(String name) {
        return !name.startsWith(Roots.SDK)
                && !name.startsWith(Roots.PACKAGES)
                && !name.endsWith(".nuget.g.props")
                && !name.endsWith(".nuget.g.targets");
    }
}
