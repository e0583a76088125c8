package net.buildserver.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedSet;
import net.buildserver.api.platform.Problems;
import net.buildserver.domain.protocol.ProblemTypes;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * Answers what the filter chain denies. The routes are public knowledge, so a path that does not exist is told as such, and
 * only what exists asks for a credential. All credentials that are not valid get the same answer.
 */
@Component
final class Denial implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final String UNGUARDED = "A session cookie changes things only together with the header '"
            + SessionCookie.GUARD_HEADER + "', sent by a page of this server.";

    private final ProblemWriter problems;

    Denial(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (answeredAsUnknown(request, response)) {
            return;
        }
        boolean shown = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                shown ? "Bearer realm=\"build-server\", error=\"invalid_token\"" : "Bearer realm=\"build-server\"");
        boolean agentRoute = access(request).filter(Access::ofAgents).isPresent();
        String detail =
                !agentRoute && !shown && SessionCookie.isUnguarded(request) ? UNGUARDED : detail(agentRoute, shown);
        problems.write(request, response, Problems.of(401, ProblemTypes.UNAUTHENTICATED, detail));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        if (!answeredAsUnknown(request, response)) {
            String detail = access(request).map(Denial::lack).orElse("You may not do this.");
            problems.write(request, response, Problems.of(403, ProblemTypes.FORBIDDEN, detail));
        }
    }

    private static String lack(Access access) {
        return switch (access) {
            case SignedIn -> "An API token may not do this; sign in with user name and password.";
            case SignedInAdmin ->
                "This needs the role Admin, signed in with user name and password; an API token may not do this.";
            default -> "This needs the role " + access + ", which you do not have.";
        };
    }

    private boolean answeredAsUnknown(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (access(request).isPresent()) {
            return false;
        }
        SortedSet<String> methods = Routes.methodsOf(request);
        if (methods.isEmpty()) {
            problems.write(
                    request,
                    response,
                    Problems.of(
                            404, ProblemTypes.NOT_FOUND, "There is nothing at this URL; /v3/api-docs lists the API."));
        } else {
            String allowed = String.join(", ", methods);
            response.setHeader(HttpHeaders.ALLOW, allowed);
            String detail = "The method " + request.getMethod() + " is not possible here; use " + allowed + ".";
            problems.write(request, response, Problems.of(405, ProblemTypes.METHOD_NOT_ALLOWED, detail));
        }
        return true;
    }

    private static Optional<Access> access(HttpServletRequest request) {
        return RouteTable.ROUTES.stream()
                .filter(route -> Routes.matcher(route).matches(request))
                .map(Route::access)
                .findFirst();
    }

    private static String detail(boolean agentRoute, boolean shown) {
        if (agentRoute) {
            return "This needs the credential of an enrolled agent, or an enrolment token to register.";
        }
        return shown
                ? "The token is not valid, was revoked or has expired; get a new access token from POST "
                        + "/api/v1/auth/refresh or POST /api/v1/auth/token, or a new API token from the web interface."
                : "This needs an access token from POST /api/v1/auth/token or an API token; send it as 'Authorization: "
                        + "Bearer ...'.";
    }
}
