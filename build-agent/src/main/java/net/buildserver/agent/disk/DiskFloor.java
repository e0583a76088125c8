package net.buildserver.agent.disk;

import java.util.Locale;
import java.util.Optional;

/**
 * How much of a volume must be free before a build may begin: a number of bytes or a share of the volume, whichever is more,
 * and the same share of its files.
 *
 * @param minBytes bytes; 0 switches all limits off
 */
public record DiskFloor(long minBytes) {
    private static final double SHARE = 0.05;
    private static final double MARGIN = 1.2;
    private static final double GIB = 1L << 30;

    /** Returns what is short, in one sentence, or nothing. */
    public Optional<String> shortage(DiskSpace space) {
        return shortage(space, 1);
    }

    /** Returns whether there is so much space that nothing more need be given up. */
    boolean isAmple(DiskSpace space) {
        return shortage(space, MARGIN).isEmpty();
    }

    private Optional<String> shortage(DiskSpace space, double factor) {
        if (minBytes == 0) {
            return Optional.empty();
        }
        double bytes = Math.max((double) minBytes, SHARE * (double) space.totalBytes()) * factor;
        if (space.freeBytes() < bytes) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%.1f GiB are free, and no build is taken below %.1f GiB",
                    space.freeBytes() / GIB,
                    bytes / GIB));
        }
        double files = SHARE * space.totalFiles() * factor;
        return space.totalFiles() > 0 && space.freeFiles() < files
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%d files can be created, and no build is taken below %.0f",
                        space.freeFiles(),
                        files))
                : Optional.empty();
    }
}
