package net.buildserver.api.builds;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import net.buildserver.orchestrator.builds.Builds;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Builds that stay whatever retention says. */
@RestController
@RequestMapping(BuildLinks.BUILDS + "/{executionId}/pin")
@Tag(name = "Builds", description = "Submit builds, watch them, cancel them, run them again.")
class PinController {
    private final Builds builds;

    PinController(Builds builds) {
        this.builds = builds;
    }

    @PutMapping
    @Operation(summary = "Pin a build", description = "Retention takes nothing of it away.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pin(@PathVariable UUID executionId) {
        builds.pin(executionId, true);
    }

    @DeleteMapping
    @Operation(summary = "Unpin a build", description = "Retention treats it like any other from now on.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unpin(@PathVariable UUID executionId) {
        builds.pin(executionId, false);
    }
}
