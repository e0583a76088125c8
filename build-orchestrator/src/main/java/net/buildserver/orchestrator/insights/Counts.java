package net.buildserver.orchestrator.insights;

import java.util.Map;
import java.util.function.BiConsumer;
import net.buildserver.orchestrator.platform.StoredJson;

/** What a row counts under several keys, stored as {@code {"key": count}}. */
final class Counts {
    private Counts() {}

    static void each(String stored, BiConsumer<String, Long> consumer) {
        Map<?, ?> read = StoredJson.read(stored, Map.class);
        read.forEach((key, count) -> consumer.accept(key.toString(), Long.valueOf(count.toString())));
    }
}
