package net.buildserver.api.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** What a value of a type looks like, for people. */
final class ValueKind {
    private static final Map<Class<?>, String> WORDS = Map.of(
            Duration.class, "a duration such as 20s, 5m or 30d",
            DataSize.class, "a size such as 512MB or 10GB",
            URI.class, "an address",
            boolean.class, "true or false",
            int.class, "a whole number",
            long.class, "a whole number",
            double.class, "a number");

    private ValueKind() {}

    static String of(Class<?> type) {
        return WORDS.getOrDefault(type, "a " + type.getSimpleName());
    }
}
