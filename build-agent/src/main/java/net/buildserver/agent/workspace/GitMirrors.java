package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import net.buildserver.agent.artifact.Digest;
import net.buildserver.agent.disk.Kept;
import net.buildserver.agent.disk.KeptFolders;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.failure.CancelledException;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.signal.Cancellation;

/**
 * One bare repository per URL, whose objects all checkouts of that URL share. The agent has its work folder alone, so that locks
 * between its slots are enough: a lock file of git that is found under such a lock has no owner any more.
 */
public final class GitMirrors implements KeptFolders {
    private static final Duration LOCK_LIMIT = Duration.ofMinutes(5);

    private final Path folder;
    private final InstantSource clock;
    private final Map<Path, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** Creates the mirrors below {@code folder}. */
    public GitMirrors(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** A mirror that nobody else writes until it is closed. */
    static final class Locked implements AutoCloseable {
        private final Path path;
        private final ReentrantLock lock;

        private Locked(Path path, ReentrantLock lock) {
            this.path = path;
            this.lock = lock;
        }

        Path path() {
            return path;
        }

        @Override
        public void close() {
            lock.unlock();
        }
    }

    /**
     * Returns the mirror of {@code url}, ready to be used.
     *
     * @param partial whether it is the one that holds only what checkouts of some folders needed
     * @throws CancelledException if the attempt ends while it waits
     */
    Locked lock(RepositoryUrl url, boolean partial, Cancellation cancellation) {
        Path path = folder.resolve(name(url, partial));
        ReentrantLock lock = locks.computeIfAbsent(path, _ -> new ReentrantLock());
        await(lock, url, cancellation);
        try {
            Files.createDirectories(path);
            GitLocks.delete(path);
            Files.setLastModifiedTime(path, FileTime.from(clock.instant()));
        } catch (IOException unusable) {
            lock.unlock();
            throw new LocalIoException("cannot prepare the mirror of " + url.shown(), unusable);
        }
        return new Locked(path, lock);
    }

    private static void await(ReentrantLock lock, RepositoryUrl url, Cancellation cancellation) {
        try {
            for (long waited = 0; waited < LOCK_LIMIT.toSeconds(); waited++) {
                cancellation.check();
                if (lock.tryLock(1, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
        throw BuildFailedException.infrastructure("another build has been fetching " + url.shown() + " for "
                + LOCK_LIMIT.toMinutes() + " min, so that this one cannot");
    }

    /** Throws a broken mirror away. */
    void discard(Locked mirror) {
        try {
            FileTrees.delete(mirror.path());
            Files.createDirectories(mirror.path());
        } catch (IOException stays) {
            throw new LocalIoException("cannot delete a broken mirror", stays);
        }
    }

    @Override
    public List<Kept> unused() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Kept> kept = new ArrayList<>();
        try (Stream<Path> mirrors = Files.list(folder)) {
            for (Path mirror : mirrors.filter(Files::isDirectory).toList()) {
                kept.add(new Kept(mirror, Files.getLastModifiedTime(mirror).toInstant()));
            }
        } catch (IOException unreadable) {
            return kept;
        }
        return kept;
    }

    @Override
    public Optional<Runnable> giveUp(Kept kept) {
        ReentrantLock lock = locks.computeIfAbsent(kept.folder(), _ -> new ReentrantLock());
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        try {
            Path trash = folder.resolve(".trash-" + UUID.randomUUID());
            Files.move(kept.folder(), trash);
            return Optional.of(() -> FileTrees.deleteQuietly(trash));
        } catch (IOException stays) {
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    // Whoever has no access does not get as far as the mirror: the server is asked first, with the build's own
    // credentials.
    private static String name(RepositoryUrl url, boolean partial) {
        MessageDigest digest = Digest.sha256();
        if (partial) {
            digest.update("partial ".getBytes(StandardCharsets.UTF_8));
        }
        digest.update(url.shown().getBytes(StandardCharsets.UTF_8));
        return Digest.hex(digest).substring(0, 16);
    }
}
