package net.buildserver.orchestrator.status;

import java.nio.file.Path;

/** Watches the room on the server's disks, so that what runs can end where new builds would fill them. */
public class DiskSpace implements PartCheck {
    private static final long MEBIBYTE = 1 << 20;

    private final DiskSettings settings;
    private final UsableSpace space;
    private volatile boolean low;

    DiskSpace(DiskSettings settings, UsableSpace space) {
        this.settings = settings;
        this.space = space;
    }

    @Override
    public String part() {
        return "disk";
    }

    @Override
    public String effect() {
        return "New builds are refused and waiting ones stay in the queue until there is room; what runs goes on.";
    }

    @Override
    public void check() {
        low = false;
        for (Path path : settings.watched()) {
            long usable = space.bytes(path);
            if (usable < settings.minFree().toBytes()) {
                low = true;
                throw new DiskLowException("The server's disk of %s has only %d MiB left, less than %d MiB."
                        .formatted(path, usable / MEBIBYTE, settings.minFree().toBytes() / MEBIBYTE));
            }
        }
    }

    /** Returns whether there was too little room seconds ago. */
    public boolean isLow() {
        return low;
    }

    /**
     * Lets new builds in while there is room.
     *
     * @throws DiskLowException if there is too little
     */
    public void requireRoom() {
        if (low) {
            throw new DiskLowException("A disk of the server is almost full, so that it takes no new builds;"
                    + " reading goes on. An operator has to make room.");
        }
    }
}
