package net.buildserver.agent.distributed;

import java.util.BitSet;
import java.util.Set;

/**
 * Something to be done by one agent.
 *
 * @param name name, unique among all
 * @param seconds how long it takes
 * @param guessed whether nobody ever saw how long it takes
 * @param needs names of what must be done before, as far as it must be done at all
 * @param reads numbers of all that must be read for it, itself among them: MSBuild evaluates most of what a project needs, even what is there
 */
public record WorkItem(String name, double seconds, boolean guessed, Set<String> needs, BitSet reads) {
    public WorkItem {
        needs = Set.copyOf(needs);
        reads = (BitSet) reads.clone();
    }

    /** Creates an item that was done before, and took so long then with all that was read for it. */
    public WorkItem(String name, double seconds, Set<String> needs) {
        this(name, seconds, false, needs, new BitSet());
    }
}
