package net.buildserver.api.security.tokens;

import java.time.Duration;
import net.buildserver.api.platform.TooManyRequestsException;
import net.buildserver.api.platform.UnauthenticatedException;
import net.buildserver.api.security.users.User;
import net.buildserver.api.security.users.Users;
import net.buildserver.api.security.users.VerifiedUser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Signing in, staying in and signing out. */
@Component
class Logins {
    private static final Logger log = LoggerFactory.getLogger(Logins.class);

    private final Users users;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final AccountDelays accounts;
    private final AddressBuckets addresses;
    private final TokenProperties properties;

    Logins(
            Users users,
            Sessions sessions,
            AccessTokens tokens,
            AccountDelays accounts,
            AddressBuckets addresses,
            TokenProperties properties) {
        this.users = users;
        this.sessions = sessions;
        this.tokens = tokens;
        this.accounts = accounts;
        this.addresses = addresses;
        this.properties = properties;
    }

    /**
     * Begins a session.
     *
     * @throws UnauthenticatedException if name or password are wrong, or the user is disabled
     * @throws TooManyRequestsException if the account or the address failed too often
     */
    TokenAnswer logIn(String username, String password, String address) {
        VerifiedUser user = verify(username, password, address);
        return answer(user.user(), sessions.begin(user));
    }

    /**
     * Returns the user with this name and password.
     *
     * @throws UnauthenticatedException if name or password are wrong, or the user is disabled
     * @throws TooManyRequestsException if the account or the address failed too often
     */
    VerifiedUser verify(String username, String password, String address) {
        limit(username, addresses.take(address), address);
        limit(username, accounts.begin(username), address);
        VerifiedUser user = users.verify(username, password).orElseThrow(() -> {
            log.info("A login as '{}' from {} failed.", username, address);
            return new UnauthenticatedException("The user name or the password is wrong, or the user is disabled.");
        });
        accounts.succeeded(username);
        addresses.putBack(address);
        return user;
    }

    /**
     * Goes on with a session.
     *
     * @throws UnauthenticatedException if the refresh token is not valid any more
     */
    TokenAnswer refresh(String refreshToken) {
        return switch (sessions.refresh(new RefreshToken(refreshToken))) {
            case RefreshOutcome.Renewed renewed -> answer(users.get(renewed.userId()), renewed);
            case RefreshOutcome.Reused reused -> {
                log.warn(
                        "A used refresh token of the user {} came again; the session {} is over.",
                        reused.userId(),
                        reused.sessionId());
                throw refused();
            }
            case RefreshOutcome.Refused refused -> throw refused();
        };
    }

    private TokenAnswer answer(User user, RefreshOutcome.Renewed session) {
        return new TokenAnswer(
                tokens.issue(user, session.sessionId()),
                session.next().text(),
                "Bearer",
                properties.accessLifetime().toSeconds());
    }

    private static void limit(String username, Duration wait, String address) {
        if (wait.isPositive()) {
            log.warn("A login as '{}' from {} was refused, as too many failed before.", username, address);
            throw new TooManyRequestsException("There were too many attempts to sign in; wait and try again.", wait);
        }
    }

    private static UnauthenticatedException refused() {
        return new UnauthenticatedException(
                "The refresh token is not valid any more; sign in again with POST /api/v1/auth/token.");
    }
}
