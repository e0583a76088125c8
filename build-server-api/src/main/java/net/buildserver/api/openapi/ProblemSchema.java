package net.buildserver.api.openapi;

import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.buildserver.api.platform.Problems;

/** Describes the body of all errors. */
final class ProblemSchema {
    static final String NAME = "Problem";
    private static final String FORMAT = "application/problem+json";

    private ProblemSchema() {}

    static Schema<?> schema() {
        Schema<?> error = object().addProperty("field", string("Path of the field in the request.", "job.gitRef"))
                .addProperty("message", string("What is wrong and how to mend it.", "is missing."));
        return object().description("A problem (RFC 9457).")
                .addProperty("type", string("Stable name of the kind.", "urn:buildserver:problem:invalid-request"))
                .addProperty("title", string("The kind in words.", "Invalid request"))
                .addProperty("status", typed("integer").description("HTTP status."))
                .addProperty(
                        "detail", string("What is wrong here, one sentence.", "The field 'job.gitRef' is missing."))
                .addProperty("instance", string("Path of the request.", "/api/v1/builds"))
                .addProperty("errors", typed("array").items(error).description("The fields concerned, if any."));
    }

    /** Returns a response with a problem as it looks in the example. */
    static ApiResponse response(int status, String type, String detail) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", type);
        example.put("title", Problems.of(status, type, detail).getTitle());
        example.put("status", status);
        example.put("detail", detail);
        MediaType content = new MediaType()
                .schema(new Schema<>().$ref("#/components/schemas/" + NAME))
                .example(example);
        return new ApiResponse().description(detail).content(new Content().addMediaType(FORMAT, content));
    }

    private static Schema<?> object() {
        return typed("object");
    }

    private static Schema<?> string(String description, String example) {
        Schema<?> schema = typed("string").description(description);
        schema.setExamples(cast(List.of(example)));
        return schema;
    }

    /** OpenAPI 3.1 knows a set of types. */
    private static Schema<?> typed(String type) {
        Schema<?> schema = new JsonSchema();
        schema.setTypes(Set.of(type));
        return schema;
    }

    @SuppressWarnings({"unchecked", "rawtypes", "TypeParameterUnusedInFormals"}) // the model's type of examples is open
    private static <T> T cast(List examples) {
        return (T) examples;
    }
}
