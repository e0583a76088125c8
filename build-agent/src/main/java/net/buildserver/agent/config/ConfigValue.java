package net.buildserver.agent.config;

import java.util.List;

/**
 * A setting's value and where it comes from.
 *
 * @param values the values; one where the key takes one only
 * @param source where it was given, for messages
 */
record ConfigValue(List<String> values, String source) {
    ConfigValue {
        values = List.copyOf(values);
    }

    /** Returns the one value; the last one given wins. */
    String single() {
        return values.isEmpty() ? "" : values.getLast();
    }
}
