package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.facts.SolutionRequest;
import net.buildserver.agent.dotnet.BuildTime;
import net.buildserver.domain.cache.ProjectId;

/** One MSBuild invocation that builds what is missing and is told by lists what need not be built. */
final class MissBuild {
    /** Folders of the lists, with a file for each project that MSBuild compiles although it was spared that, has begun or has done. */
    static final String COMPILED = "compiled";

    static final String STARTED = "started";
    static final String BUILT = "built";

    private static final long LONGEST_FILE = 64 << 10;

    private final CacheTools tools;
    private final CachedBuildRequest request;
    private final SolutionSlice slice;
    private final StandIns standIns;
    private final Path lists;

    MissBuild(CacheTools tools, CachedBuildRequest request, SolutionSlice slice, StandIns standIns) throws IOException {
        this.tools = tools;
        this.request = request;
        this.slice = slice;
        this.standIns = standIns;
        this.lists = Files.createTempDirectory(request.scratch(), "lists");
        for (String folder : List.of(COMPILED, STARTED, BUILT)) {
            Files.createDirectories(lists.resolve(folder));
        }
    }

    /**
     * Builds and returns the exit code.
     *
     * @param wanted what is built
     * @param there what is all in place
     * @param compiled what the compiler wrote already, of what is built
     * @param references digests of references that this holds for
     */
    int run(
            Collection<ProjectId> wanted,
            Collection<ProjectId> there,
            Collection<ProjectId> compiled,
            List<String> references,
            Consumer<String> lines)
            throws IOException {
        Files.writeString(lists.resolve("full.txt"), list(there));
        Files.writeString(lists.resolve("compile.txt"), list(compiled));
        Files.write(lists.resolve("references.txt"), references);
        Files.writeString(
                lists.resolve("answered.txt"),
                list(wanted.stream().filter(standIns::mayAnswer).toList()));
        standIns.write(lists, there);
        Roots roots = request.roots();
        List<String> arguments = new ArrayList<>(List.of("build", slice.of(wanted, lists), "--no-restore", "-nologo"));
        arguments.addAll(request.solution().arguments());
        arguments.addAll(request.arguments());
        arguments.add(SolutionRequest.property(
                "CustomAfterMicrosoftCommonTargets",
                tools.targets().resolve("cached.targets").toString()));
        arguments.add(SolutionRequest.property("BuildServerLists", lists.toString()));
        if (roots.mapped()) {
            arguments.add(SolutionRequest.property("BuildServerMapRoot", roots.seen() + "/"));
        }
        return request.dotnet().run(arguments, Map.of(), lines);
    }

    /** Returns the lines {@code |project@framework|} of compile hits whose references were not as expected. */
    List<String> compiledAnyway() throws IOException {
        List<String> all = new ArrayList<>();
        for (Path file : files(COMPILED)) {
            all.addAll(lines(file));
        }
        return all;
    }

    /** Returns when projects were built, by their lines {@code |project@framework|}. */
    Map<String, BuildTime> times() throws IOException {
        Map<String, BuildTime> times = new HashMap<>();
        for (Path file : files(BUILT)) {
            for (String line : lines(file)) {
                String project = project(line);
                BuildTime.parse(line.substring(project.length())).ifPresent(time -> times.put(project, time));
            }
        }
        return times;
    }

    /** Returns the line of a project in the lists. */
    String line(ProjectId project) {
        return "|" + request.roots().seenPath(project.path()) + "@" + project.framework() + "|";
    }

    private String list(Collection<ProjectId> projects) {
        return projects.stream().map(project -> line(project) + "\n").collect(Collectors.joining());
    }

    /** Returns the files that MSBuild has written into a folder of the lists. */
    List<Path> files(String folder) throws IOException {
        try (Stream<Path> listed = Files.list(lists.resolve(folder))) {
            return listed.toList();
        }
    }

    /** Returns the lines of such a file. Whatever else a build put there has none: it could be endless, or block its reader. */
    static List<String> lines(Path file) throws IOException {
        boolean fine = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LONGEST_FILE;
        return fine ? Files.readAllLines(file) : List.of();
    }

    /** Returns the part {@code |project@framework|} of a line, empty if it has none. */
    static String project(String line) {
        return line.substring(0, line.lastIndexOf('|') + 1);
    }
}
