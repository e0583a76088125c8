package net.buildserver.agent.cache.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import net.buildserver.domain.cache.ProjectId;

/** The cache that agents share. Whatever it gives is checked; whatever it fails at is a miss. */
public interface CacheRemote {
    /** A remote that knows nothing and keeps nothing. */
    CacheRemote NONE = new CacheRemote() {
        @Override
        public Map<String, CacheEntry> lookUp(Map<ProjectId, List<String>> keys) {
            return Map.of();
        }

        @Override
        public boolean download(CacheEntry entry, Path pack) {
            return false;
        }

        @Override
        public void upload(Collection<CacheEntry> entries, Path pack) {
            // There is nowhere to keep it.
        }
    };

    /** Returns the entries that exist for {@code keys}, asked in one round trip. */
    Map<String, CacheEntry> lookUp(Map<ProjectId, List<String>> keys) throws IOException;

    /** Fetches the pack of {@code entry} into a file; false if it is gone. */
    boolean download(CacheEntry entry, Path pack) throws IOException;

    /** Keeps a pack under the keys of {@code entries}. */
    void upload(Collection<CacheEntry> entries, Path pack) throws IOException;
}
