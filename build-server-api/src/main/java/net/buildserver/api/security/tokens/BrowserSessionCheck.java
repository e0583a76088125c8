package net.buildserver.api.security.tokens;

import java.util.Optional;
import net.buildserver.api.security.CredentialCheck;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Knows the session cookies of browsers. */
@Component
final class BrowserSessionCheck implements CredentialCheck {
    private final BrowserSessions browsers;
    private final Sessions sessions;

    BrowserSessionCheck(BrowserSessions browsers, Sessions sessions) {
        this.browsers = browsers;
        this.sessions = sessions;
    }

    @Override
    public boolean ofAgents() {
        return false;
    }

    @Override
    public boolean ofBrowsers() {
        return true;
    }

    @Override
    public Optional<Authentication> check(String credential) {
        return browsers.find(credential).flatMap(sessions::principal).map(UserTokenCheck::authentication);
    }
}
