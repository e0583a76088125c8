package net.buildserver.api.security.tokens;

import java.time.Instant;
import java.util.UUID;
import net.buildserver.api.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * An API token, without its secret.
 *
 * @param id unique identifier
 * @param name what it is for, in its owner's words
 * @param username its owner
 * @param role what it may do at most; it never may do more than its owner may do now
 * @param createdAt when it was made
 * @param expiresAt when it ends
 * @param lastUsedAt when it was last used, a minute late at most, or null
 */
record ApiToken(
        UUID id,
        String name,
        String username,
        Role role,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
