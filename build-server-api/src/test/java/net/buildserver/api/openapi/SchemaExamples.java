package net.buildserver.api.openapi;

import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents that an OpenAPI description would take. */
final class SchemaExamples {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int DEEPEST = 6;

    private final JsonNode api;

    SchemaExamples(JsonNode api) {
        this.api = api;
    }

    /** Returns a body for {@code operation}: its example if it has one, else what its schema describes. */
    JsonNode body(JsonNode operation) {
        JsonNode content = operation.at("/requestBody/content/application~1json");
        JsonNode example = content.path("example");
        if (example.isObject()) {
            return example;
        }
        return example.isString() ? JSON.readTree(example.asString()) : of(content.path("schema"), 0);
    }

    private JsonNode of(JsonNode schema, int depth) {
        if (schema.has("$ref")) {
            return of(api.at(schema.get("$ref").asString().substring(1)), depth);
        }
        if (schema.has("example")) {
            return schema.get("example");
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer", "number" -> JSON.valueToTree(1);
            case "boolean" -> JSON.valueToTree(true);
            case "string" ->
                JSON.valueToTree(
                        schema.path("format").asString("").equals("uuid")
                                ? UUID.randomUUID().toString()
                                : "text");
            default -> JSON.createObjectNode();
        };
    }

    /** In OpenAPI 3.1 a type may be a list such as {@code ["string", "null"]}. */
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).asString() : type.asString("");
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.createObjectNode();
        if (depth < DEEPEST) {
            schema.path("properties")
                    .properties()
                    .forEach(member -> object.set(member.getKey(), of(member.getValue(), depth + 1)));
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = JSON.createArrayNode();
        return depth < DEEPEST ? array.add(of(schema.path("items"), depth + 1)) : array;
    }
}
