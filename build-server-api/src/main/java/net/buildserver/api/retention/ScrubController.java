package net.buildserver.api.retention;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import net.buildserver.api.platform.ConflictException;
import net.buildserver.orchestrator.retention.Scrub;
import net.buildserver.orchestrator.retention.ScrubReport;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Comparing the store with the database. */
@RestController
@Tag(name = "Retention", description = "What is deleted with time.")
class ScrubController {
    private final Scrub scrub;

    ScrubController(Scrub scrub) {
        this.scrub = scrub;
    }

    @PostMapping("/api/v1/retention/scrub")
    @Operation(
            summary = "Compare the store with the database",
            description =
                    "Objects that no row names are deleted by the next run of retention; rows whose object is gone go."
                            + " It only tells, unless `dryRun` is false. It lists the whole store, so it takes its time.")
    ScrubReport scrub(@RequestParam(defaultValue = "true") boolean dryRun) {
        try {
            return scrub.run(dryRun);
        } catch (Scrub.EmptyStoreException refused) {
            throw new ConflictException(String.valueOf(refused.getMessage()));
        }
    }
}
