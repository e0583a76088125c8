package net.buildserver.api.security.users;

import java.util.Optional;
import net.buildserver.api.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a user; null leaves it as it is.
 *
 * @param role new role
 * @param enabled whether the user may sign in; false ends all sessions
 * @param password new password; ends all sessions
 */
public record UserChange(
        @Nullable Role role,
        @Nullable Boolean enabled,
        @Nullable String password) {
    Optional<Role> newRole() {
        return Optional.ofNullable(role);
    }

    Optional<Boolean> newEnabled() {
        return Optional.ofNullable(enabled);
    }

    Optional<String> newPassword() {
        return Optional.ofNullable(password);
    }

    /** The password is a secret. */
    @Override
    public String toString() {
        return "UserChange[role=" + role + ", enabled=" + enabled + "]";
    }
}
