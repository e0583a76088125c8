package net.buildserver.api.security;

import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * The user who sent the request; controllers ask for it with {@code @AuthenticationPrincipal}.
 *
 * @param id the user's id
 * @param username the user's name
 * @param role the user's role now, whatever it was when the token was issued
 * @param sessionId the session that the access token belongs to
 */
public record UserPrincipal(UUID id, String username, Role role, UUID sessionId) implements AuthenticatedPrincipal {
    @Override
    public String getName() {
        return username;
    }
}
