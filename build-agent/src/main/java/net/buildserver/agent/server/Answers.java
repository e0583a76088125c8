package net.buildserver.agent.server;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads answers of success. */
final class Answers {
    private Answers() {}

    /**
     * Returns {@code body} as a record, or null if none is wanted. An unreadable body of a 200 comes from something between
     * agent and server, such as a proxy's sign-in page, so that it is worth another try.
     */
    static <T> @Nullable T read(String body, Class<T> type) {
        if (type == Void.class) {
            return null;
        }
        try {
            return Json.MAPPER.readValue(body, type);
        } catch (JacksonException unreadable) {
            throw new ServerException.Unavailable(
                    "The answer is not a " + type.getSimpleName() + ": " + unreadable.getOriginalMessage(), null);
        }
    }
}
