package net.buildserver.api.insights;

import java.util.List;
import java.util.Map;

/**
 * Builds that failed for one kind of reason.
 *
 * @param kind the kind
 * @param builds how many
 */
record FailureRow(String kind, long builds) {
    /** Returns the kinds, the most frequent first. */
    static List<FailureRow> of(Map<String, Long> failures) {
        return failures.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(entry -> new FailureRow(entry.getKey(), entry.getValue()))
                .toList();
    }
}
