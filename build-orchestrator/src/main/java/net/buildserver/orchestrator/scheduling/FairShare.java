package net.buildserver.orchestrator.scheduling;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whose turn it is among projects that wait: each project has a clock that every offer moves by 1/weight, and the one whose clock
 * is furthest behind is next. Who has not waited for a while starts at the present time, so nobody saves up turns.
 */
final class FairShare {
    private static final int MOST = 10_000;

    private final Map<String, Double> clocks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Double> eldest) {
            return size() > MOST;
        }
    };
    private double present;

    /** Returns the project's time; the lowest is next. */
    double timeOf(String project) {
        return Math.max(present, clocks.getOrDefault(project, present));
    }

    /** Notes that a task of the project was offered. */
    void served(String project, int weight) {
        double time = timeOf(project);
        present = time;
        clocks.put(project, time + 1.0 / weight);
    }

    /** Returns the same state, to think ahead with. */
    FairShare copy() {
        FairShare copy = new FairShare();
        copy.clocks.putAll(clocks);
        copy.present = present;
        return copy;
    }
}
