package net.buildserver.api.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** Knows the token that opens the metrics. */
@Component
final class ScrapeTokenCheck implements CredentialCheck {
    private final MetricsProperties properties;

    ScrapeTokenCheck(MetricsProperties properties) {
        this.properties = properties;
    }

    @Override
    public boolean ofAgents() {
        return false;
    }

    @Override
    public Optional<Authentication> check(String credential) {
        String token = properties.scrapeToken();
        if (token == null
                || !MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), credential.getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        return Optional.of(UsernamePasswordAuthenticationToken.authenticated(
                "metrics", null, List.of(new SimpleGrantedAuthority(Access.Metrics.authority()))));
    }
}
