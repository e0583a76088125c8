package net.buildserver.api.retention;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import net.buildserver.orchestrator.retention.Retention;
import net.buildserver.orchestrator.retention.RetentionReport;
import net.buildserver.orchestrator.retention.RetentionRules;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What retention would delete next. */
@RestController
@Tag(name = "Retention", description = "What is deleted with time.")
class RetentionController {
    private final Retention retention;

    RetentionController(Retention retention) {
        this.retention = retention;
    }

    @GetMapping("/api/v1/retention")
    @Operation(summary = "Tell how long what is kept", description = "As the settings of the server say.")
    RetentionRules rules() {
        return retention.rules();
    }

    @GetMapping("/api/v1/retention/plan")
    @Operation(
            summary = "Tell what the next run deletes",
            description = "A dry run: at most 500 builds of each kind, with the bytes of their artifacts and logs.")
    RetentionReport plan() {
        return retention.plan();
    }
}
