package net.buildserver.api.security;

import java.util.Optional;
import org.springframework.security.core.Authentication;

/** Knows one kind of bearer credential. */
public interface CredentialCheck {
    /** Returns whether the credential opens routes below {@code /agent}; it then opens none elsewhere, and the reverse. */
    boolean ofAgents();

    /** Returns who shows {@code credential}, or empty if it is not of this kind or not valid. */
    Optional<Authentication> check(String credential);
}
