package net.buildserver.api.builds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.buildserver.domain.build.Violation;
import org.jspecify.annotations.Nullable;

/** Takes values out of a request and remembers which are missing, so that all mistakes are told at once. */
final class RequiredFields {
    private static final String OR_BY_DEFAULT =
            "is required; give it, or set it as a default of the project (PUT /api/v1/project-defaults/{project}).";

    private final List<Violation> missing = new ArrayList<>();
    private final boolean mayBeAbsent;

    private RequiredFields(boolean mayBeAbsent) {
        this.mayBeAbsent = mayBeAbsent;
    }

    /** Of a request, which must have them all. */
    static RequiredFields ofRequest() {
        return new RequiredFields(false);
    }

    /** Of defaults, of which each may be absent, but not empty. */
    static RequiredFields ofDefaults() {
        return new RequiredFields(true);
    }

    /** Returns {@code value}; where it is missing, {@code standIn}, which the rules accept and nobody will ever see. */
    String text(String field, @Nullable String value, String standIn) {
        return text(field, value, standIn, OR_BY_DEFAULT);
    }

    /** Returns the name of the project, of which there is no default. */
    String projectName(@Nullable String value) {
        return text("job.projectName", value, "project", "is required.");
    }

    private String text(String field, @Nullable String value, String standIn, String problem) {
        if (value != null && !value.isBlank()) {
            return value;
        }
        if (!mayBeAbsent) {
            missing.add(new Violation(field, problem));
        } else if (value != null) {
            missing.add(new Violation(field, "must not be empty; leave it out instead."));
        }
        return standIn;
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
