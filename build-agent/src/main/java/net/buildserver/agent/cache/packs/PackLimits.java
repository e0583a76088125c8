package net.buildserver.agent.cache.packs;

/**
 * What a pack may hold at most.
 *
 * @param files number of files
 * @param bytes sum of their sizes
 */
public record PackLimits(int files, long bytes) {
    /** 20,000 files with 2 GiB. */
    public static final PackLimits DEFAULT = new PackLimits(20_000, 2L << 30);
}
