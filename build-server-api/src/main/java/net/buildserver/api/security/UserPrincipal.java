package net.buildserver.api.security;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * The user who sent the request, in a session or by an API token; controllers ask for it with {@code @AuthenticationPrincipal}.
 *
 * @param id the user's id
 * @param username the user's name
 * @param role what the user may do now, whatever that was when the credential was issued
 * @param sessionId the session that the credential belongs to, or null for an API token
 * @param apiToken name of the API token, or null in a session
 */
public record UserPrincipal(
        UUID id,
        String username,
        Role role,
        @Nullable UUID sessionId,
        @Nullable String apiToken) implements AuthenticatedPrincipal {
    /** Returns a user in a session. */
    public static UserPrincipal signedIn(UUID id, String username, Role role, UUID sessionId) {
        return new UserPrincipal(id, username, role, sessionId, null);
    }

    /** Returns a user for whom a script acts by the API token of this name. */
    public static UserPrincipal byToken(UUID id, String username, Role role, String apiToken) {
        return new UserPrincipal(id, username, role, null, apiToken);
    }

    /** Returns the session; only routes of those who signed in may ask, see {@link Access#SignedIn}. */
    public UUID session() {
        return Objects.requireNonNull(sessionId);
    }

    @Override
    public String getName() {
        return username;
    }
}
