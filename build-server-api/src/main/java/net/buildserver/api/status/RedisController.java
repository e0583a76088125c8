package net.buildserver.api.status;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import net.buildserver.orchestrator.cache.CacheIndex;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Filling Redis anew. */
@RestController
@Tag(name = "System", description = "How the server is.")
class RedisController {
    private final CacheIndex index;

    RedisController(CacheIndex index) {
        this.index = index;
    }

    /**
     * What was rebuilt.
     *
     * @param cacheEntries number of entries of the shared cache that Redis holds now
     */
    record RebuiltView(@Schema(example = "1200") long cacheEntries) {}

    @PostMapping("/api/v1/system/redis/rebuild")
    @Operation(
            summary = "Make anew what Redis holds",
            description =
                    "Redis holds copies only, which fill themselves by use; this is for when they are not trusted.")
    RebuiltView rebuild() {
        return new RebuiltView(index.rebuild());
    }
}
