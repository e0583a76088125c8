package net.buildserver.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who sends a request from its bearer credential or, without one, from a browser's session cookie. A credential that
 * is not valid leaves the request anonymous, so that public routes stay open; all others then answer 401. Credentials are never
 * read from the URL, which ends up in logs.
 */
final class BearerFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";
    private static final int MAX_LENGTH = 4096;

    private final List<CredentialCheck> checks;

    BearerFilter(List<CredentialCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean agentRoute = request.getRequestURI().startsWith("/agent/");
        boolean browser = request.getHeader(HttpHeaders.AUTHORIZATION) == null;
        String credential = browser ? SessionCookie.secret(request) : credential(request);
        if (credential != null) {
            authentication(credential, agentRoute, browser).ifPresent(BearerFilter::remember);
        }
        chain.doFilter(request, response);
    }

    /** Returns the credential that the request shows, or null. */
    static @Nullable String credential(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String credential = header.substring(SCHEME.length()).strip();
        return credential.isEmpty() || credential.length() > MAX_LENGTH ? null : credential;
    }

    private Optional<Authentication> authentication(String credential, boolean agentRoute, boolean browser) {
        return checks.stream()
                .filter(check -> check.ofAgents() == agentRoute && check.ofBrowsers() == browser)
                .flatMap(check -> check.check(credential).stream())
                .findFirst();
    }

    private static void remember(Authentication authentication) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
    }
}
