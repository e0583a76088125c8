package net.buildserver.orchestrator.artifacts.store;

import java.util.List;
import java.util.function.Consumer;

/** Tells what the store holds. */
public interface BlobListing {
    /**
     * Hands over all objects, at most a thousand at a time.
     *
     * @throws StoreUnavailableException if the store does not answer or refuses, also in the middle
     */
    void forEach(Consumer<List<ListedBlob>> page);
}
