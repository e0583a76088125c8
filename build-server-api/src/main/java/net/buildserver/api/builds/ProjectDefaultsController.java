package net.buildserver.api.builds;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import net.buildserver.api.platform.NotFoundException;
import net.buildserver.api.security.UserPrincipal;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/project-defaults}: what builds of a project ask for where their requests leave it out. */
@RestController
@RequestMapping("/api/v1/project-defaults")
@Tag(name = "Project defaults", description = "What builds of a project ask for where their requests leave it out.")
class ProjectDefaultsController {
    private final ProjectDefaults defaults;
    private final BuildRequests requests;

    ProjectDefaultsController(ProjectDefaults defaults, BuildRequests requests) {
        this.defaults = defaults;
        this.requests = requests;
    }

    /** All projects with defaults, by name. */
    record DefaultsList(List<ProjectDefaultsView> projects) {}

    @GetMapping
    @Operation(summary = "List the projects that have defaults, with them")
    DefaultsList list() {
        return new DefaultsList(defaults.list());
    }

    @GetMapping("/{project}")
    @Operation(summary = "Show the defaults of a project", description = "Empty where none are set.")
    ProjectDefaultsView get(@PathVariable String project) {
        requests.requireProjectName(project);
        return defaults.find(project)
                .orElseGet(() -> new ProjectDefaultsView(project, CreateBuildBody.NOTHING, null, null));
    }

    @PutMapping("/{project}")
    @Operation(
            summary = "Set the defaults of a project",
            description =
                    "In place of those that it had. The body is one of `POST /api/v1/builds` of which any field may be missing; its values are "
                            + "held to the same rules. They count for each build of the project whose request leaves the field out: on "
                            + "this server at once, on others within 5 seconds. What a request gives wins; properties and metadata count as "
                            + "one field each. Secrets have no place here: whoever may build sees them.")
    ProjectDefaultsView set(
            @PathVariable String project,
            @RequestBody CreateBuildBody body,
            @AuthenticationPrincipal UserPrincipal user) {
        return defaults.set(project, requests.defaults(project, body), user.username());
    }

    @DeleteMapping("/{project}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take the defaults of a project away")
    void remove(@PathVariable String project) {
        requests.requireProjectName(project);
        if (!defaults.remove(project)) {
            throw new NotFoundException("defaults of project", project);
        }
    }
}
