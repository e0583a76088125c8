package net.buildserver.orchestrator.retention;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import net.buildserver.orchestrator.OrchestratorException;
import net.buildserver.orchestrator.artifacts.store.BlobListing;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import org.springframework.util.IdGenerator;

/**
 * Compares the whole store with the database. No crash of the server makes them differ for long; what this finds was done by
 * others: a restored backup, a store that lost data, a hand.
 */
public class Scrub {
    private final ScrubFindings findings;
    private final BlobListing listing;
    private final BlobStore store;
    private final IdGenerator ids;

    Scrub(ScrubFindings findings, BlobListing listing, BlobStore store, IdGenerator ids) {
        this.findings = findings;
        this.listing = listing;
        this.store = store;
        this.ids = ids;
    }

    /** The store lists nothing at all, while rows name objects: the wrong store, rather than a loss to be written down. */
    public static final class EmptyStoreException extends OrchestratorException {
        private static final long serialVersionUID = 1L;

        EmptyStoreException() {
            super(
                    "The store holds nothing at all, although builds name objects in it; look whether the bucket is the right"
                            + " one. A dry run tells what is missing.");
        }
    }

    /**
     * Finds what no row names and what rows name in vain, and unless {@code dryRun}, hands the one to the deletion and takes
     * the other's rows away.
     *
     * @throws EmptyStoreException if the store is empty, but should not be, and this is no dry run
     */
    public ScrubReport run(boolean dryRun) {
        UUID scrub = ids.generateId();
        OffsetDateTime started = findings.begin();
        try {
            listing.forEach(page -> findings.note(
                    scrub,
                    page.stream()
                            .map(blob -> new ScrubFindings.Seen(blob.key(), blob.size(), blob.modified()))
                            .toList()));
            askForMissing(scrub, started);
            ScrubReport report = findings.report(scrub, started, dryRun);
            if (!dryRun) {
                if (report.objects() == 0 && !report.missing().isEmpty()) {
                    throw new EmptyStoreException();
                }
                findings.mend(scrub, started);
            }
            return report;
        } finally {
            findings.end(scrub);
        }
    }

    // Stores that are folders may leave out some of what is there while others write; rows are taken away only for what
    // is not.
    private void askForMissing(UUID scrub, OffsetDateTime started) {
        if (findings.isEmpty(scrub)) {
            return;
        }
        for (String key : findings.missing(scrub, started)) {
            store.find(key)
                    .ifPresent(blob -> findings.note(
                            scrub, List.of(new ScrubFindings.Seen(key, blob.size(), started.toInstant()))));
        }
    }
}
