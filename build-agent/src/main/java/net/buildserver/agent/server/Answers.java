package net.buildserver.agent.server;

import net.buildserver.domain.protocol.MissingFieldException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads answers of success. */
final class Answers {
    private Answers() {}

    /**
     * Returns {@code body} as a record, or null if none is wanted. A body that is no JSON object comes from something between
     * agent and server, such as a proxy's sign-in page or a connection that broke, so that it is worth another try.
     *
     * @throws ServerException.Unreadable if it is one that lacks what it must have
     */
    static <T> @Nullable T read(String body, Class<T> type) {
        if (type == Void.class) {
            return null;
        }
        JsonNode tree = tree(body, type);
        try {
            return Json.MAPPER.treeToValue(tree, type);
        } catch (JacksonException | MissingFieldException incomplete) {
            throw new ServerException.Unreadable(
                    "The answer is not a " + type.getSimpleName() + ": " + sentence(incomplete));
        }
    }

    private static JsonNode tree(String body, Class<?> type) {
        try {
            JsonNode tree = Json.MAPPER.readTree(body);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (JacksonException cutOrForeign) {
            // Told below like every other body that is no object.
        }
        throw new ServerException.Unavailable(
                "The answer is not a " + type.getSimpleName() + " but something else.", null);
    }

    private static String sentence(RuntimeException problem) {
        String place = problem instanceof JacksonException json ? " " + json.getPathReference() : "";
        String message = problem instanceof JacksonException json ? json.getOriginalMessage() : problem.getMessage();
        return String.valueOf(message).lines().findFirst().orElse("") + place;
    }
}
