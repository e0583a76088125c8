package net.buildserver.api.builds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.buildserver.domain.build.Violation;
import org.jspecify.annotations.Nullable;

/** Takes values out of a request and remembers which are missing, so that all mistakes are told at once. */
final class RequiredFields {
    private final List<Violation> missing = new ArrayList<>();

    /** Returns {@code value}; where it is missing, {@code standIn}, which the rules accept and nobody will ever see. */
    String text(String field, @Nullable String value, String standIn) {
        if (value == null || value.isBlank()) {
            missing.add(new Violation(field, "is required."));
            return standIn;
        }
        return value;
    }

    /** Returns the entries, none of which may be null. */
    Map<String, String> entries(String field, @Nullable Map<String, @Nullable String> values) {
        Map<String, String> entries = new TreeMap<>();
        if (values != null) {
            values.forEach((name, value) -> {
                if (value == null) {
                    missing.add(new Violation(field + "." + name, "must be a text; leave the entry out instead."));
                } else {
                    entries.put(name, value);
                }
            });
        }
        return entries;
    }

    List<Violation> missing() {
        return List.copyOf(missing);
    }
}
