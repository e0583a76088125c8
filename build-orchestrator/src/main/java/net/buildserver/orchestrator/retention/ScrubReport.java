package net.buildserver.orchestrator.retention;

import java.util.List;

/**
 * Where store and database disagree.
 *
 * @param objects number of objects in the store
 * @param bytes their size
 * @param orphans number of objects, at least a day old, that no row names; a run hands them to the deletion
 * @param orphanBytes their size
 * @param missing what rows name and the store does not have, at most 1000; a run takes these rows away, so that nothing is shown
 *     that cannot be read
 * @param dryRun whether all stayed as it was
 */
public record ScrubReport(
        long objects, long bytes, long orphans, long orphanBytes, List<Missing> missing, boolean dryRun) {
    /**
     * An object that is gone.
     *
     * @param kind what it was: {@code artifact}, {@code log} or {@code cache pack}
     * @param objectKey its key in the store
     */
    public record Missing(String kind, String objectKey) {}
}
