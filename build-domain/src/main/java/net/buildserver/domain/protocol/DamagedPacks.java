package net.buildserver.domain.protocol;

import java.util.List;

/**
 * {@code POST /agent/v1/attempts/{attemptId}/cache/damaged}: packs that could not be downloaded or were not what they should
 * be. The server looks for itself and forgets those that are broken.
 *
 * @param packs SHA-256 of the packs, at most {@link #MAX_PACKS}
 */
public record DamagedPacks(List<String> packs) {
    /** Most packs that are told at once, since the server may read each of them. */
    public static final int MAX_PACKS = 20;

    public DamagedPacks {
        packs = Wire.list(packs);
    }
}
