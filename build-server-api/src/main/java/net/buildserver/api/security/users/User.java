package net.buildserver.api.security.users;

import java.time.Instant;
import java.util.UUID;
import net.buildserver.api.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * A user, without secrets.
 *
 * @param id unique identifier
 * @param username name to sign in with, in lower case
 * @param role what the user may do
 * @param enabled whether the user may sign in
 * @param createdAt when the user was added
 * @param lastLoginAt when the user last signed in with a password, or null
 */
public record User(
        UUID id,
        String username,
        Role role,
        boolean enabled,
        Instant createdAt,
        @Nullable Instant lastLoginAt) {
    /** Returns the user as one who may do what {@code now} allows. */
    public User as(Role now) {
        return new User(id, username, now, enabled, createdAt, lastLoginAt);
    }
}
