package net.buildserver.domain.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the wire records check of themselves, since JSON may lack any field. */
final class Wire {
    private Wire() {}

    /**
     * Returns {@code value}.
     *
     * @throws MissingFieldException if it is null
     */
    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new MissingFieldException(field);
        }
        return value;
    }

    /** Returns {@code value}, or {@code otherwise} for null. */
    static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** Returns an unmodifiable copy of {@code list}, empty for null. */
    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** Returns an unmodifiable view of a copy of {@code map}, empty for null; values may be null, as in JSON. */
    static Map<String, Object> map(@Nullable Map<String, Object> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
