package net.buildserver.orchestrator.cache;

import java.util.Collection;
import java.util.List;

/** The fast copy of entries. It may forget anything at any time, and while it is away it has nothing. */
interface EntryIndex {
    /** Returns what it has of {@code names}, in one round trip, and keeps it for another entry's life. */
    List<IndexedEntry> find(Collection<String> names);

    /** Keeps entries. */
    void put(Collection<IndexedEntry> entries);

    /** Forgets all entries. */
    void clear();

    /** Forgets entries. */
    void remove(Collection<String> names);
}
