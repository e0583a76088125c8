package net.buildserver.api.status;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import net.buildserver.orchestrator.status.PartStatus;
import net.buildserver.orchestrator.status.SystemStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What of the system is away, and what that means. */
@RestController
@Tag(name = "System", description = "How the server is.")
class SystemStatusController {
    private final SystemStatus status;

    SystemStatusController(SystemStatus status) {
        this.status = status;
    }

    /**
     * How the system is, as the node that answers sees it.
     *
     * @param degraded whether any part is away
     * @param parts each part that the server needs
     */
    record StatusView(@Schema(example = "false") boolean degraded, List<PartStatus> parts) {}

    @GetMapping("/api/v1/system/status")
    @Operation(
            summary = "Tell what of the system is away",
            description = "Database, Redis, store and disk, a few seconds old, with what goes on and what waits while"
                    + " a part is away. Without the database this answers 503 like every other request.")
    StatusView get() {
        List<PartStatus> parts = status.parts();
        return new StatusView(parts.stream().anyMatch(part -> !part.up()), parts);
    }
}
