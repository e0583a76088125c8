package net.buildserver.api.security.tokens;

import java.util.UUID;

/** What became of a refresh token that came in. */
sealed interface RefreshOutcome {
    /**
     * It was valid and has been replaced.
     *
     * @param userId whose it is
     * @param sessionId of which session
     * @param next the token to use next
     */
    record Renewed(UUID userId, UUID sessionId, RefreshToken next) implements RefreshOutcome {}

    /** It is unknown, has expired, or its session is over. */
    record Refused() implements RefreshOutcome {}

    /**
     * It was used before, so somebody holds a copy: the session is over now.
     *
     * @param userId whose it was
     * @param sessionId of which session
     */
    record Reused(UUID userId, UUID sessionId) implements RefreshOutcome {}
}
