package net.buildserver.agent.cache;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import net.buildserver.agent.cache.packs.PackException;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.agent.cache.store.CacheRemote;
import net.buildserver.agent.cache.store.PackFetch;
import net.buildserver.domain.cache.ProjectId;

/** Looks into the cache that agents share, and brings the packs of hits here, several at a time. Nothing that goes wrong is more than a miss. */
final class RemoteHits {
    private static final int PARALLEL = 8;
    // Whatever the store does, the build goes on.
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final CacheTools tools;
    private final Predicate<String> origins;
    private final Consumer<String> lines;
    private final Map<ProjectId, CacheRemote.Earlier> earlier = new HashMap<>();

    /**
     * Creates the search.
     *
     * @param origins builds whose entries are taken
     */
    RemoteHits(CacheTools tools, Predicate<String> origins, Consumer<String> lines) {
        this.tools = tools;
        this.origins = origins;
        this.lines = lines;
    }

    /** Returns the entries of {@code wanted} keys whose packs are here now. */
    Map<ProjectId, CacheEntry> find(Map<ProjectId, String> wanted, boolean askEarlier) {
        CacheRemote.Answer answer;
        try {
            answer = tools.remote().lookUp(wanted, askEarlier);
        } catch (IOException away) {
            lines.accept("The shared cache is not used: " + away.getMessage());
            return Map.of();
        }
        earlier.putAll(answer.earlier());
        Map<ProjectId, CacheRemote.Entry> entries = new LinkedHashMap<>();
        wanted.forEach((project, key) -> {
            CacheRemote.Entry entry = answer.entries().get(key);
            if (entry != null && origins.test(entry.origin())) {
                entries.put(project, entry);
            }
        });
        return fetchAll(entries);
    }

    private Map<ProjectId, CacheEntry> fetchAll(Map<ProjectId, CacheRemote.Entry> entries) {
        Map<ProjectId, CacheEntry> found = new LinkedHashMap<>();
        Map<ProjectId, Future<Optional<CacheEntry>>> fetches = new LinkedHashMap<>();
        Semaphore places = new Semaphore(PARALLEL);
        long end = System.nanoTime() + LIMIT.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            entries.forEach(
                    (project, entry) -> fetches.put(project, threads.submit(() -> fetch(project, entry, places))));
            try {
                for (Map.Entry<ProjectId, Future<Optional<CacheEntry>>> fetch : fetches.entrySet()) {
                    fetch.getValue()
                            .get(end - System.nanoTime(), TimeUnit.NANOSECONDS)
                            .ifPresent(entry -> found.put(fetch.getKey(), entry));
                }
            } catch (TimeoutException tooSlow) {
                threads.shutdownNow();
                lines.accept("The shared cache gave " + found.size() + " of " + entries.size() + " packs within "
                        + LIMIT.toSeconds() + " s; the others are not waited for");
            } catch (InterruptedException interrupted) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
            }
        } catch (ExecutionException defect) {
            throw new IllegalStateException("a pack could not be fetched", defect.getCause());
        }
        return found;
    }

    /** Returns the digest with which others saw a project before, if the shared cache knows. */
    Optional<String> referenceDigest(ProjectId project) {
        return Optional.ofNullable(earlier.get(project)).flatMap(CacheRemote.Earlier::referenceDigest);
    }

    /** Returns how long a project took, if the shared cache knows. */
    Optional<Duration> duration(ProjectId project) {
        return Optional.ofNullable(earlier.get(project)).flatMap(CacheRemote.Earlier::duration);
    }

    /** Returns the key document of a project's newest entry, if the shared cache has one. */
    Optional<String> document(ProjectId project) {
        return Optional.ofNullable(earlier.get(project)).flatMap(CacheRemote.Earlier::document);
    }

    private Optional<CacheEntry> fetch(ProjectId project, CacheRemote.Entry entry, Semaphore places)
            throws InterruptedException {
        places.acquire();
        try {
            return Optional.of(new PackFetch(tools.store(), tools.remote(), tools.reader()).bring(project, entry));
        } catch (IOException | PackException broken) {
            lines.accept("A shared pack of " + project.name() + " is not used: " + broken.getMessage());
            tools.remote().damaged(entry.packDigest());
            return Optional.empty();
        } finally {
            places.release();
        }
    }
}
