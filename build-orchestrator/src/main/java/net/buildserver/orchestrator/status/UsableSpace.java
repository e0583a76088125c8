package net.buildserver.orchestrator.status;

import java.nio.file.Path;

/** Tells how much room a disk has. */
@FunctionalInterface
public interface UsableSpace {
    /** Returns how many bytes may still be written to the disk of {@code path}. */
    long bytes(Path path);
}
