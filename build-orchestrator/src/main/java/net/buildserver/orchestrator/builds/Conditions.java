package net.buildserver.orchestrator.builds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the conditions of a query that are wanted; values only ever become parameters. */
final class Conditions {
    private final List<String> terms = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    /** Adds a condition unless its value is null. */
    void add(String term, String parameter, @Nullable Object value) {
        if (value != null) {
            terms.add(term);
            parameters.put(parameter, value);
        }
    }

    /** Sets one more parameter of a condition. */
    void set(String parameter, Object value) {
        parameters.put(parameter, value);
    }

    String where() {
        return terms.isEmpty() ? "" : "where " + String.join(" and ", terms);
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
