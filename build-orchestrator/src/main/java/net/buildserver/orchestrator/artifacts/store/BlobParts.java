package net.buildserver.orchestrator.artifacts.store;

import java.time.Duration;
import java.util.Map;

/**
 * Objects that are put in parts, which are numbered from 1. The parts belong to an upload until it is completed or aborted.
 * Every method throws {@link StoreUnavailableException} when the store does not answer or refuses.
 */
public interface BlobParts {
    /** Begins an upload and returns its identifier. */
    String begin(String key, String contentType);

    /** Returns a URL to which anybody may put this part, of exactly this size, for a while. */
    SignedPut signPart(String key, String uploadId, int number, long size, Duration validity);

    /** Returns the sizes of the parts that the store has, by number; none if there is no such upload (any more). */
    Map<Integer, Long> find(String key, String uploadId);

    /** Makes one object of the parts; nothing happens if there is no such upload (any more). */
    void complete(String key, String uploadId);

    /** Removes the parts; nothing happens if there is no such upload (any more). */
    void abort(String key, String uploadId);
}
