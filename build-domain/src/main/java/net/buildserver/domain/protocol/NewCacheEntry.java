package net.buildserver.domain.protocol;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An entry for the shared cache. Its key is not sent: it is the SHA-256 of the document.
 *
 * @param document text of the key document
 * @param packDigest SHA-256 of its pack, which was declared before
 * @param referenceDigest SHA-256 of what other projects compile against, or null if it is no assembly
 * @param duration how long the project took to build
 */
public record NewCacheEntry(
        String document, String packDigest, @Nullable String referenceDigest, Duration duration) {
    public NewCacheEntry {
        Wire.required(document, "document");
        Wire.required(packDigest, "packDigest");
        Wire.required(duration, "duration");
    }
}
