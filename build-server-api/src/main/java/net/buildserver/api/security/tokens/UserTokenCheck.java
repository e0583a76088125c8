package net.buildserver.api.security.tokens;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.buildserver.api.platform.LogContext;
import net.buildserver.api.security.Access;
import net.buildserver.api.security.CredentialCheck;
import net.buildserver.api.security.Role;
import net.buildserver.api.security.UserPrincipal;
import org.slf4j.MDC;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** Knows users' access tokens; asks the database each time, so that a revoked session or role is seen at once. */
@Component
final class UserTokenCheck implements CredentialCheck {
    private final AccessTokens tokens;
    private final Sessions sessions;

    UserTokenCheck(AccessTokens tokens, Sessions sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @Override
    public boolean ofAgents() {
        return false;
    }

    @Override
    public Optional<Authentication> check(String credential) {
        return tokens.verify(credential).flatMap(sessions::principal).map(UserTokenCheck::authentication);
    }

    static Authentication authentication(UserPrincipal user) {
        MDC.put(LogContext.USER, user.username());
        List<GrantedAuthority> authorities = new ArrayList<>();
        authorities.add(authority(Access.valueOf(user.role().name())));
        if (user.apiToken() == null) {
            authorities.add(authority(user.role() == Role.Admin ? Access.SignedInAdmin : Access.SignedIn));
        }
        return UsernamePasswordAuthenticationToken.authenticated(user, null, authorities);
    }

    private static GrantedAuthority authority(Access access) {
        return new SimpleGrantedAuthority(access.authority());
    }
}
