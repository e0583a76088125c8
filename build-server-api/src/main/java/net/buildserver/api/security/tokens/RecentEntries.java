package net.buildserver.api.security.tokens;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was not asked for the longest, so that attackers cannot fill the memory. */
final class RecentEntries<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;
    private static final int MAX_ENTRIES = 20_000;

    RecentEntries() {
        super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MAX_ENTRIES;
    }
}
