package net.buildserver.api.security;

import static net.buildserver.api.security.Access.Admin;
import static net.buildserver.api.security.Access.Agent;
import static net.buildserver.api.security.Access.BuildMaster;
import static net.buildserver.api.security.Access.Developer;
import static net.buildserver.api.security.Access.Enrolment;
import static net.buildserver.api.security.Access.Metrics;
import static net.buildserver.api.security.Access.Public;
import static net.buildserver.api.security.Access.Scaling;
import static net.buildserver.api.security.Access.SignedIn;
import static net.buildserver.api.security.Access.SignedInAdmin;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import org.springframework.http.HttpMethod;

/**
 * Every route of the server and who may use it. What does not stand here is denied, whatever controllers there are; a test
 * fails for each controller method that is missing here.
 */
public final class RouteTable {
    private static final String API = "/api/v1";
    private static final String AGENT = "/agent/v1";
    private static final String ATTEMPT = AGENT + "/attempts/{attemptId}";
    private static final String QUEUE = API + "/queue";
    private static final String BUILD = API + "/builds/{executionId}";

    /** The table. */
    public static final List<Route> ROUTES = List.of(
            // Signing in.
            route(POST, API + "/auth/token", Public),
            route(POST, API + "/auth/refresh", Public),
            route(POST, API + "/auth/session", Public),
            route(DELETE, API + "/auth/session", SignedIn),
            route(POST, API + "/auth/logout", SignedIn),
            route(POST, API + "/auth/password", SignedIn),
            route(GET, API + "/auth/me", Developer),
            route(POST, API + "/auth/keys/rotate", Admin),
            // API tokens. None manages tokens or users: who holds a stolen one could outlive its revocation.
            route(GET, API + "/auth/tokens", SignedIn),
            route(POST, API + "/auth/tokens", SignedIn),
            route(DELETE, API + "/auth/tokens/{tokenId}", SignedIn),
            route(GET, API + "/api-tokens", SignedInAdmin),
            route(DELETE, API + "/api-tokens/{tokenId}", SignedInAdmin),
            // Users.
            route(GET, API + "/users", Admin),
            route(POST, API + "/users", SignedInAdmin),
            route(GET, API + "/users/{userId}", Admin),
            route(PATCH, API + "/users/{userId}", SignedInAdmin),
            route(DELETE, API + "/users/{userId}", SignedInAdmin),
            // Builds.
            route(POST, API + "/builds", Developer),
            route(GET, API + "/builds", Developer),
            route(GET, BUILD, Developer),
            route(GET, BUILD + "/request", Developer),
            route(GET, BUILD + "/logs", Developer),
            route(GET, BUILD + "/logs/lines", Developer),
            route(GET, BUILD + "/logs/outline", Developer),
            route(GET, BUILD + "/logs/search", Developer),
            route(GET, BUILD + "/artifacts", Developer),
            route(GET, BUILD + "/artifacts/archive", Developer),
            route(GET, BUILD + "/changes", Developer),
            route(GET, BUILD + "/tests", Developer),
            route(GET, BUILD + "/diagnostics", Developer),
            route(GET, BUILD + "/queue", Developer),
            route(PUT, BUILD + "/pin", BuildMaster),
            route(DELETE, BUILD + "/pin", BuildMaster),
            route(GET, API + "/system/status", Developer),
            route(POST, API + "/system/redis/rebuild", Admin),
            route(GET, API + "/system/configuration", Admin),
            route(GET, API + "/audit", Admin),
            route(GET, API + "/retention", Admin),
            route(GET, API + "/retention/plan", Admin),
            route(POST, API + "/retention/scrub", Admin),
            route(GET, API + "/retention/rules", Admin),
            route(PUT, API + "/retention/rules/{project}", Admin),
            route(DELETE, API + "/retention/rules/{project}", Admin),
            route(POST, API + "/retention/rules/{project}/plan", Admin),
            route(GET, BUILD + "/projects", Developer),
            route(GET, BUILD + "/graph", Developer),
            route(GET, BUILD + "/cache/explain", Developer),
            route(GET, BUILD + "/tasks", Developer),
            route(POST, BUILD + "/tasks/{taskName}/retry", BuildMaster),
            route(GET, API + "/cache/distrusted", Developer),
            route(DELETE, API + "/cache/distrusted/{id}", BuildMaster),
            route(POST, BUILD + "/rerun", Developer),
            route(POST, BUILD + "/cancel", BuildMaster),
            route(GET, API + "/artifacts/{artifactId}/download", Developer),
            route(GET, API + "/artifacts/{artifactId}/link", Developer),
            route(GET, API + "/projects", Developer),
            route(GET, API + "/project-defaults", Developer),
            route(GET, API + "/project-defaults/{project}", Developer),
            route(PUT, API + "/project-defaults/{project}", BuildMaster),
            route(DELETE, API + "/project-defaults/{project}", BuildMaster),
            route(GET, API + "/events", Developer),
            route(GET, API + "/insights", Developer),
            route(GET, API + "/insights/tests", Developer),
            route(GET, API + "/insights/trend", Developer),
            route(GET, API + "/insights/cache", Developer),
            route(GET, API + "/insights/failures", Developer),
            route(GET, API + "/insights/projects", Developer),
            route(GET, API + "/insights/builds", Developer),
            route(GET, API + "/insights/agents", Developer),
            route(GET, API + "/insights/failing-tests", Developer),
            // The queue.
            route(GET, QUEUE, Developer),
            route(GET, QUEUE + "/history", Developer),
            route(POST, QUEUE + "/cancel", BuildMaster),
            route(POST, QUEUE + "/{executionId}/move", BuildMaster),
            route(POST, QUEUE + "/{executionId}/hold", BuildMaster),
            route(POST, QUEUE + "/{executionId}/release", BuildMaster),
            route(POST, QUEUE + "/{executionId}/priority", BuildMaster),
            route(GET, API + "/queue-limits", Developer),
            route(PUT, API + "/queue-limits/{kind}/{name}", BuildMaster),
            route(DELETE, API + "/queue-limits/{kind}/{name}", BuildMaster),
            // Agents and pools.
            route(GET, API + "/agents", Developer),
            route(GET, API + "/agents/{agentId}", Developer),
            route(GET, API + "/agents/{agentId}/health", Developer),
            route(DELETE, API + "/agents/{agentId}", BuildMaster),
            route(POST, API + "/agents/{agentId}/maintenance", BuildMaster),
            route(POST, API + "/agents/{agentId}/pause", BuildMaster),
            route(POST, API + "/agents/{agentId}/resume", BuildMaster),
            route(POST, API + "/agents/{agentId}/drain", BuildMaster),
            route(POST, API + "/agents/{agentId}/stop", BuildMaster),
            route(GET, API + "/pools", Developer),
            route(GET, API + "/pools/{pool}/scaling", Scaling),
            route(GET, API + "/enrolment-tokens", BuildMaster),
            route(POST, API + "/enrolment-tokens", BuildMaster),
            route(DELETE, API + "/enrolment-tokens/{tokenId}", BuildMaster),
            // The agent protocol.
            route(POST, AGENT + "/register", Enrolment),
            route(POST, AGENT + "/session", Agent),
            route(POST, AGENT + "/poll", Agent),
            route(POST, AGENT + "/heartbeat", Agent),
            route(POST, ATTEMPT + "/accept", Agent),
            route(POST, ATTEMPT + "/decline", Agent),
            route(POST, ATTEMPT + "/reports", Agent),
            route(POST, ATTEMPT + "/log", Agent),
            route(POST, ATTEMPT + "/artifacts", Agent),
            route(POST, ATTEMPT + "/artifacts/commit", Agent),
            route(POST, ATTEMPT + "/cache/lookup", Agent),
            route(POST, ATTEMPT + "/cache/packs", Agent),
            route(POST, ATTEMPT + "/cache/entries", Agent),
            route(POST, ATTEMPT + "/cache/damaged", Agent),
            route(POST, ATTEMPT + "/cache/distrusted", Agent),
            route(POST, ATTEMPT + "/cache/verified", Agent),
            route(POST, ATTEMPT + "/finish", Agent),
            // Operations.
            route(GET, "/actuator/health", Public),
            route(GET, "/actuator/health/liveness", Public),
            route(GET, "/actuator/health/readiness", Public),
            route(GET, "/actuator/prometheus", Metrics),
            // Description of the API.
            route(GET, "/v3/api-docs", Public),
            route(GET, "/v3/api-docs.yaml", Public),
            route(GET, "/v3/api-docs/swagger-config", Public),
            route(GET, "/swagger-ui.html", Public),
            route(GET, "/swagger-ui/**", Public),
            // Pictures of results, where the server's setting opens them; a 404 elsewhere.
            route(GET, "/badges/{project}.svg", Public),
            // The web interface: files without any data, and one page for all its addresses.
            route(GET, "/", Public),
            route(GET, "/sign-in", Public),
            route(GET, "/builds", Public),
            route(GET, "/builds/{executionId}", Public),
            route(GET, "/builds/{executionId}/{tab}", Public),
            route(GET, "/queue", Public),
            route(GET, "/agents", Public),
            route(GET, "/insights", Public),
            route(GET, "/insights/tests", Public),
            route(GET, "/account/tokens", Public),
            route(GET, "/admin", Public),
            route(GET, "/admin/api-tokens", Public),
            route(GET, "/admin/users", Public),
            route(GET, "/admin/tokens", Public),
            route(GET, "/admin/pools", Public),
            route(GET, "/admin/projects", Public),
            route(GET, "/admin/retention", Public),
            route(GET, "/admin/audit", Public),
            route(GET, "/favicon.ico", Public),
            route(GET, "/favicon.svg", Public),
            route(GET, "/ui/**", Public));

    private RouteTable() {}

    private static Route route(HttpMethod method, String pattern, Access access) {
        return new Route(method, pattern, access);
    }
}
