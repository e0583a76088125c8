package net.buildserver.orchestrator.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import net.buildserver.domain.protocol.DamagedPacks;
import net.buildserver.domain.protocol.PackDeclaration;
import net.buildserver.domain.protocol.PackUpload;
import net.buildserver.domain.protocol.PackUploads;
import net.buildserver.orchestrator.artifacts.store.BlobCheck;
import net.buildserver.orchestrator.artifacts.store.BlobDescription;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.artifacts.store.SignedPut;

/** The packs of the shared cache: where they are put, whether they arrived, and what becomes of broken ones. */
public class CachePacks {
    static final String CONTENT_TYPE = "application/zstd";
    static final Duration UPLOAD_VALIDITY = Duration.ofMinutes(15);

    private final CachingAttempts attempts;
    private final PackRows rows;
    private final EntryIndex index;
    private final BlobStore store;
    private final BlobCheck bytes;
    private final CacheMetrics metrics;

    CachePacks(CachingAttempts attempts, PackRows rows, EntryIndex index, BlobStore store, CacheMetrics metrics) {
        this.attempts = attempts;
        this.rows = rows;
        this.index = index;
        this.store = store;
        this.bytes = new BlobCheck(store);
        this.metrics = metrics;
    }

    /**
     * Returns where to put those of the packs that the lane of the attempt's build does not have yet.
     *
     * @throws net.buildserver.orchestrator.lease.InvalidReportException if a declaration is not acceptable
     * @throws net.buildserver.orchestrator.lease.StaleAttemptException if the attempt is not this agent's
     * @throws net.buildserver.orchestrator.lease.AttemptEndedException if the attempt has ended
     */
    public PackUploads declare(UUID attemptId, String agentId, List<PackDeclaration> declarations) {
        CacheRules.check(declarations);
        CachingAttempt attempt = attempts.require(attemptId, agentId);
        if (declarations.isEmpty()) {
            return new PackUploads(List.of());
        }
        rows.declare(attempt, declarations);
        Map<String, Long> sizes = declarations.stream()
                .collect(Collectors.toMap(PackDeclaration::sha256, PackDeclaration::sizeBytes, (one, other) -> one));
        List<PackUpload> uploads = new ArrayList<>();
        for (PackRow pack : rows.find(List.of(attempt.lanes().own()), sizes.keySet())) {
            Long size = sizes.get(pack.digest());
            if (!pack.stored() && size != null && size == pack.sizeBytes()) {
                uploads.add(upload(pack));
            }
        }
        return new PackUploads(uploads);
    }

    /**
     * Looks after packs that an agent could not use: what is really broken goes, with every entry that names it, and is made
     * again by whoever builds it next.
     */
    public void damaged(UUID attemptId, String agentId, DamagedPacks damaged) {
        CacheRules.check(damaged);
        CachingAttempt attempt = attempts.require(attemptId, agentId);
        for (PackRow pack : rows.find(attempt.lanes().readable(), damaged.packs())) {
            if (pack.stored() && !bytes.match(pack.objectKey(), pack.sizeBytes(), pack.digest())) {
                index.remove(
                        rows.discard(pack).stream().map(IndexedEntry::indexKey).toList());
                metrics.packBroken();
            }
        }
    }

    /** Notes which of the declared packs the store holds by now. */
    void confirm(CachingAttempt attempt, List<String> digests) {
        String scope = attempt.lanes().own();
        List<PackRow> arrived = rows.find(List.of(scope), digests).stream()
                .filter(pack -> !pack.stored())
                .filter(pack -> bytes.seem(pack.objectKey(), pack.sizeBytes(), pack.digest()))
                .toList();
        if (!arrived.isEmpty()) {
            rows.stored(scope, arrived.stream().map(PackRow::digest).toList());
            arrived.forEach(metrics::stored);
        }
    }

    private PackUpload upload(PackRow pack) {
        SignedPut put = store.signPut(
                pack.objectKey(), new BlobDescription(pack.sizeBytes(), CONTENT_TYPE, pack.digest()), UPLOAD_VALIDITY);
        return new PackUpload(pack.digest(), put.url().toString(), put.headers());
    }
}
