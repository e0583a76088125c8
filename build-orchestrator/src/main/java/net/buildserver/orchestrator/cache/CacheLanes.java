package net.buildserver.orchestrator.cache;

import java.util.List;

/**
 * Where a build's entries are.
 *
 * @param own scope that it writes to
 * @param shared scope of the repository's trusted references, which it reads too; the same as {@code own} for one of them
 */
record CacheLanes(String own, String shared) {
    /** Returns what may be read, each once. */
    List<String> readable() {
        return own.equals(shared) ? List.of(own) : List.of(shared, own);
    }
}
