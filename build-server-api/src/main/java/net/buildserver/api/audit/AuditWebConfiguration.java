package net.buildserver.api.audit;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.buildserver.api.security.Access;
import net.buildserver.api.security.AuditTarget;
import net.buildserver.api.security.Route;
import net.buildserver.api.security.RouteTable;
import net.buildserver.api.security.UserPrincipal;
import net.buildserver.orchestrator.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets the audit see every request that was answered. */
@Configuration(proxyBeanMethods = false)
class AuditWebConfiguration implements WebMvcConfigurer {
    private final AuditTrail trail;

    AuditWebConfiguration(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AuditWriter(trail));
    }

    /**
     * Adds an entry for each request that changed something by a route of BuildMasters or Admins, or of those who signed in; new routes
     * come in by themselves.
     */
    private static final class AuditWriter implements HandlerInterceptor {
        private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
        private static final String DRY_RUN = "/plan";
        private static final Set<Access> AUDITED =
                EnumSet.of(Access.BuildMaster, Access.Admin, Access.SignedIn, Access.SignedInAdmin);
        /** Leaving is no change, like coming. */
        private static final Set<String> SIGN_OUTS = Set.of("POST /api/v1/auth/logout", "DELETE /api/v1/auth/session");

        private static final Set<String> CHANGES = RouteTable.ROUTES.stream()
                .filter(route ->
                        AUDITED.contains(route.access()) && !route.method().equals(HttpMethod.GET))
                .map(AuditWriter::name)
                .filter(name -> !name.endsWith(DRY_RUN) && !SIGN_OUTS.contains(name))
                .collect(Collectors.toUnmodifiableSet());

        private final AuditTrail trail;

        AuditWriter(AuditTrail trail) {
            this.trail = trail;
        }

        @Override
        public void afterCompletion(
                HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
            String route =
                    request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            Principal user = request.getUserPrincipal();
            if (user == null
                    || failure != null
                    || response.getStatus() >= HttpStatus.BAD_REQUEST.value()
                    || !CHANGES.contains(route)
                    || !(handler instanceof HandlerMethod method)) {
                return;
            }
            Operation operation = method.getMethodAnnotation(Operation.class);
            String action = (operation == null ? route : operation.summary()) + byToken(user);
            String target = target(request);
            try {
                trail.add(user.getName(), action, target, route);
            } catch (DataAccessException away) {
                // What was done cannot be taken back; at least the log has it.
                LOG.error("The audit lacks: {} of {} by {}.", action, target, user.getName(), away);
            }
        }

        private static String byToken(Principal user) {
            return user instanceof Authentication known
                            && known.getPrincipal() instanceof UserPrincipal principal
                            && principal.apiToken() != null
                    ? ", with the API token '" + principal.apiToken() + "'"
                    : "";
        }

        private static String target(HttpServletRequest request) {
            String named = AuditTarget.of(request);
            if (named != null) {
                return named;
            }
            return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                    ? variables.values().stream().map(String::valueOf).collect(Collectors.joining(" "))
                    : "";
        }

        private static String name(Route route) {
            return route.method().name() + " " + route.pattern();
        }
    }
}
