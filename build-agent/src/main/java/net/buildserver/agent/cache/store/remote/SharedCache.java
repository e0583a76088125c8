package net.buildserver.agent.cache.store.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.agent.cache.store.CacheRemote;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.FileDownload;
import net.buildserver.agent.server.FileUpload;
import net.buildserver.agent.server.ServerException;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.CacheAnswer;
import net.buildserver.domain.protocol.CacheHit;
import net.buildserver.domain.protocol.CacheProbe;
import net.buildserver.domain.protocol.CacheQuery;
import net.buildserver.domain.protocol.EarlierEntry;
import net.buildserver.domain.protocol.VerifiedHit;
import net.buildserver.domain.protocol.VerifiedHits;

/**
 * The shared cache as one attempt sees it. The first failure of a look-up ends the use of the cache by this attempt, since a
 * build is not to wait twice for what only makes it faster.
 */
public final class SharedCache implements CacheRemote {
    private final AgentApi api;
    private final UUID attemptId;
    private final FileDownload downloads;
    private final PackPublisher publisher;
    private final Consumer<String> problems;
    private volatile boolean away;

    /**
     * Creates the cache of an attempt, which starts to publish at once.
     *
     * @param problems gets a sentence if packs cannot be published
     */
    public SharedCache(
            AgentApi api, UUID attemptId, FileDownload downloads, FileUpload uploads, Consumer<String> problems) {
        this.api = api;
        this.attemptId = attemptId;
        this.downloads = downloads;
        this.problems = problems;
        this.publisher = new PackPublisher(api, attemptId, uploads, problems);
        publisher.start();
    }

    @Override
    public Answer lookUp(Map<ProjectId, String> keys, boolean earlier) throws IOException {
        if (away || keys.isEmpty()) {
            return Answer.NOTHING;
        }
        List<CacheProbe> probes = new ArrayList<>();
        keys.forEach((project, key) -> probes.add(new CacheProbe(project, key)));
        Map<String, Entry> entries = new HashMap<>();
        Map<ProjectId, Earlier> known = new HashMap<>();
        try {
            for (int start = 0; start < probes.size(); start += CacheQuery.MAX_PROBES) {
                int end = Math.min(probes.size(), start + CacheQuery.MAX_PROBES);
                CacheAnswer answer = api.cacheLookUp(attemptId, new CacheQuery(probes.subList(start, end), earlier));
                answer.hits().forEach(hit -> entries.put(hit.key(), entry(hit)));
                answer.earlier().forEach(entry -> known.put(entry.project(), earlier(entry)));
            }
        } catch (ServerException noAnswer) {
            away = true;
            throw new IOException(noAnswer.sentence(), noAnswer);
        }
        return new Answer(entries, known);
    }

    @Override
    public Map<String, String> distrusted() {
        try {
            return api.cacheDistrusted(attemptId).reasons();
        } catch (ServerException noAnswer) {
            // What it would give could not be trusted.
            away = true;
            return Map.of();
        }
    }

    @Override
    public void verified(List<VerifiedHit> hits) {
        try {
            for (int start = 0; start < hits.size(); start += AgentProtocol.MAX_BATCH) {
                int end = Math.min(hits.size(), start + AgentProtocol.MAX_BATCH);
                api.cacheVerified(attemptId, new VerifiedHits(hits.subList(start, end)));
            }
        } catch (ServerException noAnswer) {
            problems.accept("The server was not told of verified hits: " + noAnswer.sentence());
        }
    }

    @Override
    public boolean download(Entry entry, Path pack) throws IOException {
        return downloads.get(entry.url(), entry.packBytes(), pack);
    }

    @Override
    public void upload(Collection<CacheEntry> entries, Path pack) {
        publisher.add(entries, pack);
    }

    @Override
    public void damaged(String packDigest) {
        publisher.damaged(packDigest);
    }

    /** Publishes what is left for at most {@code limit}; what is not published by then is not shared. */
    public void finish(Duration limit) {
        publisher.finish(limit);
    }

    private static Entry entry(CacheHit hit) {
        return new Entry(hit.key(), hit.kind(), hit.packDigest(), hit.packBytes(), hit.origin(), hit.url());
    }

    private static Earlier earlier(EarlierEntry entry) {
        return new Earlier(
                Optional.ofNullable(entry.document()),
                Optional.ofNullable(entry.referenceDigest()),
                Optional.ofNullable(entry.duration()));
    }
}
