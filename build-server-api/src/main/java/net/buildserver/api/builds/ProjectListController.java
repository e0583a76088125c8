package net.buildserver.api.builds;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import net.buildserver.api.platform.QueryParameters;
import net.buildserver.api.platform.UnreadableRequestException;
import net.buildserver.orchestrator.builds.ProjectDirectory;
import net.buildserver.orchestrator.builds.ProjectSummary;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Projects that were ever built. */
@RestController
@Tag(name = "Builds")
class ProjectListController {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 500;
    private static final int LONGEST = 200;

    private final ProjectDirectory projects;

    ProjectListController(ProjectDirectory projects) {
        this.projects = projects;
    }

    /**
     * Projects by name.
     *
     * @param projects the projects
     * @param complete whether these are all; if not, ask again with {@code after} the last name
     */
    record ProjectList(List<ProjectSummary> projects, boolean complete) {}

    @GetMapping("/api/v1/projects")
    @Operation(
            summary = "List the projects",
            description =
                    "By name, with the newest build of each. `search` is a part of the name, `after` the last name seen.")
    ProjectList list(
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(required = false) @Nullable String limit) {
        if (search != null && search.length() > LONGEST) {
            throw new UnreadableRequestException("search", "must have at most " + LONGEST + " characters.");
        }
        if (after.indexOf('\0') >= 0 || (search != null && search.indexOf('\0') >= 0)) {
            throw new UnreadableRequestException("search", "must be text without null characters.");
        }
        int most = QueryParameters.number("limit", limit, DEFAULT_LIMIT, MOST);
        List<ProjectSummary> found = projects.list(search, after, most + 1);
        return found.size() > most ? new ProjectList(found.subList(0, most), false) : new ProjectList(found, true);
    }
}
