package net.buildserver.api.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import net.buildserver.api.platform.QueryParameters;
import net.buildserver.api.platform.UnreadableRequestException;
import net.buildserver.orchestrator.audit.AuditEntry;
import net.buildserver.orchestrator.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/audit}: who did what. */
@RestController
@Tag(name = "Audit", description = "Who did what to the installation.")
class AuditController {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 200;

    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * A page of entries, the newest first.
     *
     * @param entries what was done
     * @param next what to give as {@code before} for the next page, or null after the last one
     */
    record AuditPage(List<AuditEntry> entries, @Nullable Long next) {}

    @GetMapping("/api/v1/audit")
    @Operation(
            summary = "List who did what",
            description =
                    "What BuildMasters and Admins changed, the newest first: never changed, never deleted."
                            + " `before` is the `next` of the page before, `user` a user's name, `limit` 1 to 200, by default 50.")
    AuditPage list(
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable String limit) {
        int most = QueryParameters.number("limit", limit, DEFAULT_LIMIT, MOST);
        Long from = before == null ? null : number("before", before);
        List<AuditEntry> found = trail.list(from, user == null || user.isBlank() ? null : user, most + 1);
        List<AuditEntry> entries = found.stream().limit(most).toList();
        return new AuditPage(entries, found.size() > most ? entries.getLast().id() : null);
    }

    private static long number(String name, String given) {
        if (!given.matches("\\d{1,18}")) {
            throw new UnreadableRequestException(name, "must be the `next` of the page before.");
        }
        return Long.parseLong(given);
    }
}
