package net.buildserver.agent.distributed;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** How long it takes to do several items at once. */
final class Hands {
    private Hands() {}

    private record Busy(double until, String name) {}

    /**
     * Returns when all of {@code graph} is done by so many hands, if each free one takes the first item that can begin.
     *
     * @param order which of those that can begin is the first
     */
    static double seconds(WorkGraph graph, int hands, Comparator<String> order) {
        Map<String, Integer> missing = new HashMap<>();
        PriorityQueue<String> ready = new PriorityQueue<>(order);
        PriorityQueue<Busy> busy = new PriorityQueue<>(Comparator.comparingDouble(Busy::until));
        for (String name : graph.order()) {
            missing.put(name, graph.needs(name).size());
            if (graph.needs(name).isEmpty()) {
                ready.add(name);
            }
        }
        double now = 0;
        while (!ready.isEmpty() || !busy.isEmpty()) {
            while (!ready.isEmpty() && busy.size() < hands) {
                String next = ready.remove();
                busy.add(new Busy(now + graph.seconds(next), next));
            }
            Busy first = busy.remove();
            now = first.until();
            for (String user : graph.users(first.name())) {
                if (missing.merge(user, -1, Integer::sum) == 0) {
                    ready.add(user);
                }
            }
        }
        return now;
    }
}
