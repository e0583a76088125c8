package net.buildserver.api.builds;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import net.buildserver.api.platform.QueryParameters;
import net.buildserver.api.platform.UnreadableRequestException;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.orchestrator.builds.Builds;
import net.buildserver.orchestrator.cache.BuiltProject;
import net.buildserver.orchestrator.cache.ProjectUses;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The projects of builds over HTTP: what the cache did for each, how they depend on each other, why one was built. */
@RestController
@RequestMapping(BuildLinks.BUILDS + "/{executionId}")
@Tag(
        name = "Projects",
        description = "Projects of builds that know the cache: hits, graph, and why a project was built.")
class ProjectsController {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;

    private final Builds builds;
    private final ProjectUses projects;

    ProjectsController(Builds builds, ProjectUses projects) {
        this.builds = builds;
        this.projects = projects;
    }

    @GetMapping("/projects")
    @Operation(
            summary = "List the projects of a build",
            description =
                    "One entry per project and target framework: what the cache spared it, from which build, how long"
                            + " it took on which agent, and how far it has come: `Waiting`, `Building`, `Done`, `Failed`, or `NotBuilt`"
                            + " if the build ended before. Empty for strategies without cache, and until an agent knows what must be built.")
    Page<ProjectView> projects(
            @PathVariable UUID executionId,
            @Parameter(description = "`Full`: put in place; `Compile`: not compiled; `Miss`: built.")
                    @RequestParam(required = false)
                    @Nullable HitKind hit,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        builds.get(executionId);
        int offset = Cursors.readOffset(cursor);
        int most = QueryParameters.number("limit", limit, DEFAULT_LIMIT, MAX_LIMIT);
        List<BuiltProject> found = projects.of(executionId, hit, null, offset, most + 1);
        String next = found.size() > most ? Cursors.write(offset + most) : null;
        return new Page<>(found.stream().limit(most).map(ProjectView::of).toList(), PageLinks.of(request, next));
    }

    @GetMapping("/graph")
    @Operation(
            summary = "Show the graph of a build's projects",
            description = "Every project with how far it has come and its direct dependencies by name, in one answer.")
    GraphView graph(@PathVariable UUID executionId) {
        builds.get(executionId);
        return GraphView.of(projects.of(executionId, null, null, 0, GraphView.MOST_NODES));
    }

    @GetMapping("/cache/explain")
    @Operation(
            summary = "Explain why a project was built",
            description =
                    "The inputs, by class and file, in which it differs from the nearest earlier entry of the cache, or"
                            + " why it cannot be cached; one entry per target framework.")
    ExplanationsView explain(
            @PathVariable UUID executionId,
            @Parameter(
                            description = "Path of the project file in the repository, or `path@framework`.",
                            example = "src/App/App.csproj@net10.0")
                    @RequestParam(required = false)
                    @Nullable String project) {
        builds.get(executionId);
        if (project == null || project.isBlank() || project.indexOf('\0') >= 0) {
            throw new UnreadableRequestException(
                    "project", "must be the path of a project file, such as src/App/App.csproj, or path@framework.");
        }
        List<BuiltProject> found = projects.of(executionId, null, project, 0, MAX_LIMIT);
        if (found.isEmpty()) {
            throw new UnreadableRequestException(
                    "project",
                    "must be one of the build's projects, as GET " + BuildLinks.BUILDS + "/{id}/projects lists them.");
        }
        return new ExplanationsView(found.stream().map(ExplanationView::of).toList());
    }
}
