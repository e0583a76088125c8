package net.buildserver.api.builds;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import net.buildserver.api.platform.NotFoundException;
import net.buildserver.api.platform.QueryParameters;
import net.buildserver.orchestrator.cache.Distrust;
import net.buildserver.orchestrator.cache.DistrustedProject;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Projects that the cache is switched off for. */
@RestController
@RequestMapping("/api/v1/cache/distrusted")
@Tag(name = "Cache", description = "Projects that the cache is switched off for.")
class DistrustController {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;

    private final Distrust distrust;

    DistrustController(Distrust distrust) {
        this.distrust = distrust;
    }

    @GetMapping
    @Operation(
            summary = "List the projects that the cache is switched off for",
            description = "A build with the property `BuildServerVerifyPercent` builds cache hits again. A project that"
                    + " came out differently is listed with the files that differ, and is built anew from then on.")
    Page<DistrustedProject> list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        int offset = Cursors.readOffset(cursor);
        int most = QueryParameters.number("limit", limit, DEFAULT_LIMIT, MAX_LIMIT);
        List<DistrustedProject> found = distrust.list(offset, most + 1);
        String next = found.size() > most ? Cursors.write(offset + most) : null;
        return new Page<>(found.stream().limit(most).toList(), PageLinks.of(request, next));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Switch the cache on again for a project")
    void trust(@PathVariable UUID id) {
        if (!distrust.trust(id)) {
            throw new NotFoundException("distrusted project", id.toString());
        }
    }
}
