package net.buildserver.agent.cache.store.remote;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.agent.failure.AgentException;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.FileUpload;
import net.buildserver.domain.protocol.CachePublication;
import net.buildserver.domain.protocol.DamagedPacks;
import net.buildserver.domain.protocol.NewCacheEntry;
import net.buildserver.domain.protocol.PackDeclaration;
import net.buildserver.domain.protocol.PackDeclarations;
import net.buildserver.domain.protocol.PackUpload;
import org.jspecify.annotations.Nullable;

/**
 * Publishes packs while later stages run: declare, put, then the entries, several packs at a time. The first failure ends it,
 * since what is not shared is only built again.
 */
final class PackPublisher {
    private static final int BATCH = 32;
    private static final int PARALLEL = 4;
    private static final long MOST_DOCUMENTS = 3L << 20;

    private final AgentApi api;
    private final UUID attemptId;
    private final FileUpload uploads;
    private final Consumer<String> problems;
    private final BlockingQueue<PendingPack> queue = new LinkedBlockingQueue<>();
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();
    private final PendingPack last = new PendingPack(new PackDeclaration("", 0), Path.of(""), List.of());
    private @Nullable Thread thread;

    PackPublisher(AgentApi api, UUID attemptId, FileUpload uploads, Consumer<String> problems) {
        this.api = api;
        this.attemptId = attemptId;
        this.uploads = uploads;
        this.problems = problems;
    }

    void start() {
        thread = Thread.ofVirtual().name("cache-" + attemptId).start(this::run);
    }

    void add(Collection<CacheEntry> entries, Path pack) {
        if (!entries.isEmpty()) {
            queue.add(PendingPack.of(entries, pack));
        }
    }

    void damaged(String packDigest) {
        damaged.add(packDigest);
    }

    void finish(Duration limit) {
        queue.add(last);
        Thread running = thread;
        try {
            if (running != null && !running.join(limit)) {
                problems.accept("Packs that were not published within " + limit.toSeconds() + " s are not shared");
                running.interrupt();
                running.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean more = true;
            while (more) {
                List<PendingPack> batch = next();
                more = !batch.remove(last);
                // Before the new packs: a broken entry would keep its key.
                tellDamaged();
                if (!batch.isEmpty()) {
                    publish(batch);
                }
            }
        } catch (AgentException failed) {
            problems.accept("Packs are not shared: " + failed.sentence());
        } catch (InterruptedException tooLate) {
            Thread.currentThread().interrupt();
        }
    }

    private List<PendingPack> next() throws InterruptedException {
        List<PendingPack> batch = new ArrayList<>(List.of(queue.take()));
        long documents = batch.getFirst().documentLength();
        while (batch.size() < BATCH && documents < MOST_DOCUMENTS && !batch.contains(last)) {
            PendingPack another = queue.poll();
            if (another == null) {
                break;
            }
            documents += another.documentLength();
            batch.add(another);
        }
        return batch;
    }

    private void tellDamaged() {
        List<String> all = List.copyOf(damaged);
        for (int start = 0; start < all.size(); start += DamagedPacks.MAX_PACKS) {
            List<String> some = all.subList(start, Math.min(all.size(), start + DamagedPacks.MAX_PACKS));
            api.cacheDamaged(attemptId, new DamagedPacks(some));
            some.forEach(damaged::remove);
        }
    }

    private void publish(List<PendingPack> batch) throws InterruptedException {
        PackDeclarations declarations = new PackDeclarations(
                batch.stream().map(PendingPack::declaration).toList());
        Map<String, PackUpload> wanted = new HashMap<>();
        api.cachePacks(attemptId, declarations).uploads().forEach(upload -> wanted.put(upload.sha256(), upload));
        Set<String> missing = putAll(batch, wanted);
        List<NewCacheEntry> entries = batch.stream()
                .filter(pack -> !missing.contains(pack.declaration().sha256()))
                .flatMap(pack -> pack.entries().stream())
                .toList();
        if (!entries.isEmpty()) {
            api.cacheEntries(attemptId, new CachePublication(entries));
        }
    }

    /** Returns which of the wanted packs did not arrive. */
    private Set<String> putAll(List<PendingPack> batch, Map<String, PackUpload> wanted) throws InterruptedException {
        Set<String> missing = ConcurrentHashMap.newKeySet();
        missing.addAll(wanted.keySet());
        Semaphore places = new Semaphore(PARALLEL);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (PendingPack pack : batch) {
                    PackUpload upload = wanted.remove(pack.declaration().sha256());
                    if (upload != null) {
                        places.acquire();
                        threads.execute(() -> put(pack, upload, missing, places));
                    }
                }
            } catch (InterruptedException tooLate) {
                // Before the close, which would wait for what hangs.
                threads.shutdownNow();
                throw tooLate;
            }
        }
        return missing;
    }

    private void put(PendingPack pack, PackUpload upload, Set<String> missing, Semaphore places) {
        FileUpload.Bytes bytes =
                new FileUpload.Bytes(pack.file(), 0, pack.declaration().sizeBytes());
        try {
            if (uploads.put(upload.url(), upload.headers(), bytes)) {
                missing.remove(upload.sha256());
            }
        } catch (AgentException notTaken) {
            // It stays missing, and its entries are not published.
        } finally {
            places.release();
        }
    }
}
