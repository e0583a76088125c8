package net.buildserver.orchestrator.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.buildserver.domain.cache.CacheIndexKey;
import net.buildserver.domain.protocol.CacheAnswer;
import net.buildserver.domain.protocol.CacheHit;
import net.buildserver.domain.protocol.CacheProbe;
import net.buildserver.domain.protocol.CacheQuery;
import net.buildserver.domain.protocol.EarlierEntry;
import net.buildserver.domain.protocol.NewCacheEntry;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.artifacts.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entries of the shared cache: finding them and adding new ones. */
public class CacheEntries {
    private static final Logger LOG = LoggerFactory.getLogger(CacheEntries.class);
    private static final Duration DOWNLOAD_VALIDITY = Duration.ofMinutes(15);
    /** Documents only explain; beyond so many characters an answer goes without them. */
    private static final int MOST_DOCUMENTS = 4 << 20;

    private final CachingAttempts attempts;
    private final EntryRows rows;
    private final EntryIndex index;
    private final CachePacks packs;
    private final BlobStore store;
    private final CacheMetrics metrics;

    CacheEntries(
            CachingAttempts attempts,
            EntryRows rows,
            EntryIndex index,
            CachePacks packs,
            BlobStore store,
            CacheMetrics metrics) {
        this.attempts = attempts;
        this.rows = rows;
        this.index = index;
        this.packs = packs;
        this.store = store;
        this.metrics = metrics;
    }

    /**
     * Returns the entries that the attempt may use. With Redis away they come from the database; with the store away there are
     * none.
     *
     * @throws net.buildserver.orchestrator.lease.InvalidReportException if the query is not acceptable
     * @throws net.buildserver.orchestrator.lease.StaleAttemptException if the attempt is not this agent's
     * @throws net.buildserver.orchestrator.lease.AttemptEndedException if the attempt has ended
     */
    public CacheAnswer lookUp(UUID attemptId, String agentId, CacheQuery query) {
        CacheRules.check(query);
        CacheLanes lanes = attempts.require(attemptId, agentId).lanes();
        List<IndexedEntry> found = query.probes().isEmpty() ? List.of() : find(lanes, query.probes());
        List<CacheHit> hits = hits(found);
        Set<String> hitKeys = hits.stream().map(CacheHit::key).collect(Collectors.toSet());
        List<CacheProbe> missed = query.probes().stream()
                .filter(probe -> !hitKeys.contains(probe.key()))
                .toList();
        boolean earlier = query.earlier() && !missed.isEmpty();
        return new CacheAnswer(hits, earlier ? bounded(rows.newest(lanes, missed)) : List.of());
    }

    /**
     * Adds entries whose packs the store holds, in the lane of the attempt's build. An entry that exists stays, unless the
     * build was asked not to trust the cache.
     *
     * @return how many are new
     * @throws net.buildserver.orchestrator.lease.InvalidReportException if an entry is not acceptable; none is added then
     * @throws StoreUnavailableException if the store does not answer
     */
    public int publish(UUID attemptId, String agentId, List<NewCacheEntry> entries) {
        List<CheckedEntry> checked = CacheRules.checked(entries);
        CachingAttempt attempt = attempts.require(attemptId, agentId);
        if (checked.isEmpty()) {
            return 0;
        }
        packs.confirm(
                attempt,
                checked.stream().map(CheckedEntry::packDigest).distinct().toList());
        List<IndexedEntry> written = rows.write(attempt, checked);
        index.put(written);
        return written.size();
    }

    private List<IndexedEntry> find(CacheLanes lanes, List<CacheProbe> probes) {
        List<String> names = new ArrayList<>();
        for (String scope : lanes.readable()) {
            probes.forEach(probe -> names.add(CacheIndexKey.of(scope, probe.project(), probe.key())));
        }
        List<IndexedEntry> found = new ArrayList<>(index.find(names));
        Set<String> known = keys(found);
        if (!known.isEmpty()) {
            rows.touch(lanes.readable(), known);
        }
        List<String> open = probes.stream()
                .map(CacheProbe::key)
                .filter(key -> !known.contains(key))
                .distinct()
                .toList();
        if (!open.isEmpty()) {
            List<IndexedEntry> refound = rows.find(lanes.readable(), open);
            if (!refound.isEmpty()) {
                rows.touch(lanes.readable(), keys(refound));
                index.put(refound);
                found.addAll(refound);
            }
        }
        return found;
    }

    private static Set<String> keys(Collection<IndexedEntry> entries) {
        return entries.stream().map(IndexedEntry::key).collect(Collectors.toSet());
    }

    private List<CacheHit> hits(List<IndexedEntry> found) {
        List<CacheHit> hits = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        try {
            for (IndexedEntry entry : found) {
                if (seen.add(entry.key())) {
                    hits.add(hit(entry));
                }
            }
        } catch (StoreUnavailableException away) {
            LOG.warn("The store is away; the cache has no hits.", away);
            return List.of();
        }
        metrics.offered(hits);
        return List.copyOf(hits);
    }

    private CacheHit hit(IndexedEntry entry) {
        String url = store.signGet(
                        entry.objectKey(), entry.packDigest() + ".tar.zst", CachePacks.CONTENT_TYPE, DOWNLOAD_VALIDITY)
                .toString();
        return new CacheHit(
                entry.key(),
                entry.kind(),
                entry.packDigest(),
                entry.packBytes(),
                entry.origin().toString(),
                url);
    }

    private static List<EarlierEntry> bounded(List<EarlierEntry> entries) {
        List<EarlierEntry> bounded = new ArrayList<>();
        long characters = 0;
        for (EarlierEntry entry : entries) {
            String document = entry.document();
            characters += document == null ? 0 : document.length();
            bounded.add(
                    characters <= MOST_DOCUMENTS
                            ? entry
                            : new EarlierEntry(entry.project(), null, entry.referenceDigest(), entry.duration()));
        }
        return bounded;
    }
}
