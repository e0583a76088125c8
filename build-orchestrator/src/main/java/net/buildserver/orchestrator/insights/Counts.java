package net.buildserver.orchestrator.insights;

import java.util.function.ObjLongConsumer;
import net.buildserver.orchestrator.platform.StoredJson;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What a row counts under several keys, stored as {@code {"key": count}}, or what several rows count, as an array of that. */
final class Counts {
    private Counts() {}

    static void each(String stored, ObjLongConsumer<String> consumer) {
        // Token by token: months of hundreds of projects are a hundred thousand of these.
        try (JsonParser json = StoredJson.parser(stored)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    consumer.accept(json.currentName(), json.nextLongValue(0));
                }
            }
        }
    }
}
