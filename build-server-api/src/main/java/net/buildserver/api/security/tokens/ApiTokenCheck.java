package net.buildserver.api.security.tokens;

import java.util.Optional;
import net.buildserver.api.security.CredentialCheck;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Knows users' API tokens. */
@Component
final class ApiTokenCheck implements CredentialCheck {
    private final ApiTokens tokens;

    ApiTokenCheck(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean ofAgents() {
        return false;
    }

    @Override
    public Optional<Authentication> check(String credential) {
        return tokens.principal(new ApiTokenSecret(credential)).map(UserTokenCheck::authentication);
    }
}
