package net.buildserver.api.security.users;

/**
 * A user who has just shown the right password.
 *
 * @param user the user
 * @param tokenVersion version that the new session is valid with
 */
public record VerifiedUser(User user, int tokenVersion) {}
