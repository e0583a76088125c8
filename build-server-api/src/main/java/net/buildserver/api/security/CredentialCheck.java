package net.buildserver.api.security;

import java.util.Optional;
import org.springframework.security.core.Authentication;

/** Knows one kind of credential. */
public interface CredentialCheck {
    /** Returns whether the credential opens routes below {@code /agent}; it then opens none elsewhere, and the reverse. */
    boolean ofAgents();

    /** Returns whether the credential comes as the session cookie of a browser, rather than as a bearer token. */
    default boolean ofBrowsers() {
        return false;
    }

    /** Returns who shows {@code credential}, or empty if it is not of this kind or not valid. */
    Optional<Authentication> check(String credential);
}
