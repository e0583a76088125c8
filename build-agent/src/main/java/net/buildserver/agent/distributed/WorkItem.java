package net.buildserver.agent.distributed;

import java.util.Set;

/**
 * Something to be done by one agent.
 *
 * @param name name, unique among all
 * @param seconds how long it takes
 * @param needs names of what must be done before, as far as it must be done at all
 */
public record WorkItem(String name, double seconds, Set<String> needs) {
    public WorkItem {
        needs = Set.copyOf(needs);
    }
}
