package net.buildserver.agent.distributed;

import java.util.List;
import java.util.Set;

/**
 * What one agent does in one go.
 *
 * @param items names of what it does, each after what it needs
 * @param needs numbers of earlier slices that must be done before
 * @param seconds how long it takes with all that goes with a slice
 */
public record Slice(List<String> items, Set<Integer> needs, double seconds) {
    public Slice {
        items = List.copyOf(items);
        needs = Set.copyOf(needs);
    }
}
