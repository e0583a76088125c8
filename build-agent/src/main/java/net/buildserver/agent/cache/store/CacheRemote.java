package net.buildserver.agent.cache.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.buildserver.domain.cache.KeyKind;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.protocol.VerifiedHit;

/** The cache that agents share. Whatever it gives is checked; whatever it fails at is a miss. */
public interface CacheRemote {
    /** A remote that knows nothing and keeps nothing. */
    CacheRemote NONE = new CacheRemote() {
        @Override
        public Answer lookUp(Map<ProjectId, String> keys, boolean earlier) {
            return Answer.NOTHING;
        }

        @Override
        public boolean download(Entry entry, Path pack) {
            return false;
        }

        @Override
        public void upload(Collection<CacheEntry> entries, Path pack) {
            // There is nowhere to keep it.
        }

        @Override
        public void damaged(String packDigest) {
            // There are no packs.
        }
    };

    /**
     * An entry that others made. What its pack holds stands in the pack.
     *
     * @param key its key
     * @param kind what the key stands for
     * @param packDigest SHA-256 of its pack
     * @param packBytes size of the pack
     * @param origin build that made it
     * @param url where the pack is for a short time
     */
    record Entry(String key, KeyKind kind, String packDigest, long packBytes, String origin, String url) {}

    /**
     * What is known of a project from before, whatever its key.
     *
     * @param document key document of its newest entry, if the answer had room for it
     * @param referenceDigest digest of what others compiled against, if it is an assembly
     * @param duration how long it took, if that was told
     */
    record Earlier(Optional<String> document, Optional<String> referenceDigest, Optional<Duration> duration) {}

    /**
     * Answer to a look-up.
     *
     * @param entries entries by key
     * @param earlier what is known of projects that have none
     */
    record Answer(Map<String, Entry> entries, Map<ProjectId, Earlier> earlier) {
        /** Nothing is known. */
        public static final Answer NOTHING = new Answer(Map.of(), Map.of());
    }

    /**
     * Asks for all keys in one round trip.
     *
     * @param earlier whether it is also asked what is known of projects without an entry
     */
    Answer lookUp(Map<ProjectId, String> keys, boolean earlier) throws IOException;

    /** Returns why the cache must not be used for projects, by {@code path@framework}. */
    default Map<String, String> distrusted() {
        return Map.of();
    }

    /** Says how hits came out that were built again. */
    default void verified(List<VerifiedHit> hits) {
        // Nobody else has them.
    }

    /** Fetches the pack of {@code entry} into a file; false if it is gone. */
    boolean download(Entry entry, Path pack) throws IOException;

    /** Keeps a pack under the keys of {@code entries}, later and on another thread. */
    void upload(Collection<CacheEntry> entries, Path pack);

    /** Says that a pack could not be fetched or was not what it should be. */
    void damaged(String packDigest);
}
