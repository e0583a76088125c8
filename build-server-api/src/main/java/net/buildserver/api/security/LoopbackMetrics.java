package net.buildserver.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/** Decides who reads the metrics: an Admin, the scrape token, or, where that is allowed, the machine itself. */
@Component
final class LoopbackMetrics implements AuthorizationManager<RequestAuthorizationContext> {
    private final MetricsProperties properties;
    private final AuthorityAuthorizationManager<RequestAuthorizationContext> role =
            AuthorityAuthorizationManager.hasAuthority(Access.Metrics.authority());

    LoopbackMetrics(MetricsProperties properties, RoleHierarchy hierarchy) {
        this.properties = properties;
        role.setRoleHierarchy(hierarchy);
    }

    @Override
    public @Nullable AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        if (properties.openOnLoopback() && direct(context.getRequest())) {
            return new AuthorizationDecision(true);
        }
        return role.authorize(authentication, context);
    }

    /** A proxy on this machine also connects from a loopback address, but says whom it speaks for. */
    private static boolean direct(HttpServletRequest request) {
        return request.getHeader("Forwarded") == null
                && request.getHeader("X-Forwarded-For") == null
                && InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress();
    }
}
