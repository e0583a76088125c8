package net.buildserver.orchestrator.artifacts;

import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.status.PartCheck;

/** Whether the object store answers. */
final class StoreCheck implements PartCheck {
    private final BlobStore store;

    StoreCheck(BlobStore store) {
        this.store = store;
    }

    @Override
    public String part() {
        return "store";
    }

    @Override
    public String effect() {
        return "Builds go on up to the stage Upload, where agents keep their files and try again; artifacts and older logs"
                + " cannot be read, and the shared cache has no hits.";
    }

    @Override
    public void check() {
        store.check();
    }
}
