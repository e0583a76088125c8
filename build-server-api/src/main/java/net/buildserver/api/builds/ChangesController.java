package net.buildserver.api.builds;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import net.buildserver.orchestrator.builds.Builds;
import net.buildserver.orchestrator.builds.CommitChanges;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which commits a build has that an earlier one had not. */
@RestController
@Tag(name = "Results")
class ChangesController {
    private final Builds builds;

    ChangesController(Builds builds) {
        this.builds = builds;
    }

    @GetMapping(BuildLinks.BUILDS + "/{executionId}/changes")
    @Operation(
            summary = "List the commits since an earlier build",
            description =
                    "Since the build `since`, or else the last green one of the same project and branch. Agents tell the newest "
                            + "50 commits; `complete` is false where the earlier one is not among them.")
    CommitChanges changes(@PathVariable UUID executionId, @RequestParam(required = false) @Nullable UUID since) {
        return builds.changes(executionId, since);
    }
}
