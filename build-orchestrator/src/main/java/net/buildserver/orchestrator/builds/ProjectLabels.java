package net.buildserver.orchestrator.builds;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.buildserver.orchestrator.platform.ReportText;

/** Names projects in metrics: the first so many each by its name, all others by one, lest every name makes new series. */
final class ProjectLabels {
    static final String OTHER = "#other#";
    private static final int LONGEST = 100;

    private final int most;
    private final Set<String> named = ConcurrentHashMap.newKeySet();

    ProjectLabels(int most) {
        this.most = most;
    }

    String of(String project) {
        String label = ReportText.line(project, LONGEST);
        if (named.contains(label)) {
            return label;
        }
        synchronized (named) {
            if (named.size() < most) {
                named.add(label);
                return label;
            }
        }
        return OTHER;
    }
}
