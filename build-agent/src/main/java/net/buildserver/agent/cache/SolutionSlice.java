package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.domain.cache.ProjectId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Part of a solution, so that MSBuild evaluates only what it builds. It is a solution filter beside the build's other temporary
 * files: projects keep the properties that the whole solution gives them.
 */
final class SolutionSlice {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RESPONSE_FILE = "Directory.Build.rsp";

    private final CachedBuildRequest request;
    private final BuildKeys keys;

    SolutionSlice(CachedBuildRequest request, BuildKeys keys) {
        this.request = request;
        this.keys = keys;
    }

    /** Returns the file that MSBuild builds so that all of {@code projects} are built: a filter, or all there is. */
    String of(Collection<ProjectId> projects, Path folder) throws IOException {
        Roots roots = request.roots();
        String whole = request.solution().solution();
        String name = whole.toLowerCase(Locale.ROOT);
        boolean sliceable = (name.endsWith(".sln") || name.endsWith(".slnx"))
                && projects.stream().allMatch(project -> keys.facts(project).is("listed"))
                && !hasResponseFile(roots.real().resolve(whole));
        if (!sliceable) {
            return roots.seenPath(whole);
        }
        List<String> paths = projects.stream()
                .map(ProjectId::path)
                .distinct()
                .sorted()
                .map(path -> relative(roots.real().resolve(whole), roots.real().resolve(path)))
                .toList();
        Path filter = folder.resolve("slice.slnf");
        try {
            Map<String, Object> solution = Map.of("path", roots.seenPath(whole), "projects", paths);
            Files.write(filter, JSON.writeValueAsBytes(Map.of("solution", solution)));
        } catch (JacksonException impossible) {
            throw new IOException("cannot write a solution filter", impossible);
        }
        return filter.toString();
    }

    private static String relative(Path solution, Path project) {
        return solution.resolveSibling("").relativize(project).toString().replace('/', '\\');
    }

    // MSBuild looks for it from the file that it is given upwards.
    private boolean hasResponseFile(Path solution) {
        for (Path folder = solution.getParent();
                folder != null && folder.startsWith(request.roots().real());
                folder = folder.getParent()) {
            if (Files.exists(folder.resolve(RESPONSE_FILE))) {
                return true;
            }
        }
        return false;
    }
}
