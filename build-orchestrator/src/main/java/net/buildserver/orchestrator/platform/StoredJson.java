package net.buildserver.orchestrator.platform;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as it stands in the database's columns. It is apart from the mapper of the HTTP interfaces, whose settings may change,
 * and reads what older versions wrote.
 */
public final class StoredJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            // What a field's absence meant to an older version: zero or false.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private StoredJson() {}

    /** Returns {@code value} as JSON text. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Returns the value that {@code json} describes; unknown fields are passed over. */
    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /** Returns the tokens of {@code json}, for what is read too often to make objects of it. */
    public static JsonParser parser(String json) {
        return MAPPER.createParser(json);
    }
}
