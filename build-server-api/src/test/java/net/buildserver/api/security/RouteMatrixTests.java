package net.buildserver.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.RawHttp;
import net.buildserver.api.testing.Server;
import net.buildserver.api.testing.ServerTest;
import net.buildserver.domain.protocol.AgentProtocol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Walks every route x every credential x every mutation of its path over a raw socket. Each request announces a body that is
 * too long for any route: who passes the gate gets 413 before a controller is reached, everybody else 401, 403 or 404.
 */
@ServerTest
@Import(RouteMatrixTests.Agents.class)
class RouteMatrixTests {
    private static final int PASSED = 413;
    private static final String CREDENTIAL = AgentProtocol.CREDENTIAL_PREFIX + "valid";
    private static final String TOKEN_OF = "API token of ";
    private static final String ENROLMENT = AgentProtocol.ENROLMENT_TOKEN_PREFIX + "valid";

    @TestConfiguration(proxyBeanMethods = false)
    static class Agents {
        @Bean
        @Primary
        AgentAuthentication testAgents() {
            return new AgentAuthentication() {
                @Override
                public Optional<String> agentOf(String credential) {
                    return credential.equals(CREDENTIAL) ? Optional.of("agent-1") : Optional.empty();
                }

                @Override
                public boolean mayEnrol(String enrolmentToken) {
                    return enrolmentToken.equals(ENROLMENT);
                }
            };
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private JdbcClient database;

    private Accounts accounts;
    private Server server;
    private RawHttp raw;
    private final List<String> failures = new ArrayList<>();

    @BeforeEach
    void connect() {
        server = new Server(port);
        raw = new RawHttp(port);
        accounts = new Accounts(server);
    }

    @Test
    void everyMappedRouteIsInTheTable() {
        Set<String> listed = RouteTable.ROUTES.stream()
                .map(route -> route.method().name() + " " + normal(route.pattern()))
                .collect(Collectors.toSet());
        // The first is for the container's own dispatches, of the second only the listed children are open.
        Set<String> known = Set.of("/error", "/actuator/health/**");

        assertThat(mappedRoutes()).hasSizeGreaterThan(10);
        assertThat(mappedRoutes().stream()
                        .filter(route -> !listed.contains(route))
                        .filter(route -> !known.contains(route.substring(route.indexOf(' ') + 1))))
                .as("mapped by a controller, but not listed in RouteTable")
                .isEmpty();
    }

    @Test
    void everyRouteOfTheApiInTheTableIsMapped() {
        assertThat(RouteTable.ROUTES.stream()
                        .filter(route -> route.pattern().matches("/(api|agent)/.*"))
                        .map(route -> route.method().name() + " " + normal(route.pattern())))
                .as("listed in RouteTable, but mapped by no controller")
                .isSubsetOf(mappedRoutes());
    }

    @Test
    void tableListsEachRouteOnce() {
        assertThat(RouteTable.ROUTES.stream().map(route -> route.method() + " " + normal(route.pattern())))
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyFilesArePublicBelowAPath() {
        assertThat(RouteTable.ROUTES.stream()
                        .filter(route -> route.pattern().contains("*"))
                        .map(Route::pattern))
                .containsExactlyInAnyOrder("/swagger-ui/**", "/ui/**");
    }

    @Test
    void eachCredentialOpensItsRoutesOnly() throws Exception {
        Map<String, String> credentials = new LinkedHashMap<>();
        credentials.put("nobody", "");
        for (Role role : Role.values()) {
            credentials.put(role.name(), accounts.newUser(role));
            credentials.put(TOKEN_OF + role, apiToken(credentials.get(role.name()), role));
        }
        credentials.put("Agent", CREDENTIAL);
        credentials.put("Enrolment", ENROLMENT);
        credentials.put("unknown agent", CREDENTIAL + "x");
        credentials.put("unknown enrolment", ENROLMENT + "x");

        for (Route route : RouteTable.ROUTES) {
            for (var credential : credentials.entrySet()) {
                int expected = expected(route.access(), credential.getKey());
                check(route, path(route), credential.getKey(), credential.getValue(), Set.of(expected));
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void forgedTokensAreAllRefusedAlike() throws Exception {
        String genuine = accounts.admin();
        Map<String, String> forged = new ForgedTokens(genuine, currentKid(), currentSecret()).all();
        forged.put(
                "refresh token", accounts.session("admin").get("refreshToken").asString());
        forged.put("ended session", endedSession());
        assertThat(server.get("/api/v1/auth/me", genuine).statusCode()).isEqualTo(200);
        assertThat(server.get(
                                "/api/v1/auth/me",
                                ForgedTokens.signed(
                                        Map.of("alg", "HS256", "kid", currentKid()),
                                        claims(genuine),
                                        currentSecret(),
                                        "HmacSHA256"))
                        .statusCode())
                .as("the forger's own tool works")
                .isEqualTo(200);

        Set<String> bodies = new TreeSet<>();
        for (Route route : RouteTable.ROUTES) {
            int expected = route.access() == Access.Public ? PASSED : 401;
            for (var token : forged.entrySet()) {
                RawHttp.Answer answer = check(route, path(route), token.getKey(), token.getValue(), Set.of(expected));
                if (expected == 401 && !route.access().ofAgents()) {
                    bodies.add(answer.body().replaceAll("\"instance\":\"[^\"]*\"", ""));
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(bodies).hasSize(1);
    }

    @Test
    void mutatedPathsPassNobody() throws Exception {
        Set<Integer> refused = Set.of(400, 401, 403, 404, 405);
        for (Route route : RouteTable.ROUTES) {
            if (route.pattern().contains("*") || isPageOfAnything(route)) {
                continue;
            }
            for (String mutation : PathMutations.of(path(route))) {
                check(route, mutation, "nobody", "", refused);
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void suspiciousPathsAreProblemsToo() throws Exception {
        for (String path : PathMutations.suspicious("/api/v1/users")) {
            RawHttp.Answer answer = raw.send("GET", path, List.of());
            if (answer.status() != 400 || !answer.head().contains("application/problem+json")) {
                failures.add(path + " -> " + answer.head() + answer.body());
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void headersDoNotRewriteTheRequest() throws Exception {
        for (String header : List.of(
                "X-Original-URL: /actuator/health",
                "X-Rewrite-URL: /actuator/health",
                "X-Forwarded-Prefix: /swagger-ui",
                "X-Forwarded-For: 127.0.0.1",
                "X-HTTP-Method-Override: POST")) {
            assertThat(raw.send("GET", "/api/v1/users", List.of(header)).status())
                    .as(header)
                    .isEqualTo(401);
        }
        assertThat(raw.send("GET", "/api/v1/users?access_token=" + accounts.admin(), List.of())
                        .status())
                .isEqualTo(401);
        assertThat(raw.send("TRACE", "/api/v1/users", List.of()).status()).isIn(400, 405);
    }

    private static int expected(Access access, String who) {
        if (access == Access.Public) {
            return PASSED;
        }
        if (access.ofAgents()) {
            boolean agent = who.equals("Agent") || who.equals("Enrolment");
            return who.equals(access.name()) ? PASSED : agent ? 403 : 401;
        }
        if (who.startsWith(TOKEN_OF) && (access == Access.SignedIn || access == Access.SignedInAdmin)) {
            return 403;
        }
        String role = who.replace(TOKEN_OF, "");
        return switch (role) {
            case "Developer", "BuildMaster", "Admin" -> Role.valueOf(role).compareTo(least(access)) >= 0 ? PASSED : 403;
            default -> 401;
        };
    }

    /** The page without data is the same for all builds, whatever stands in the address for one. */
    private static boolean isPageOfAnything(Route route) {
        return route.pattern().startsWith("/builds");
    }

    private static Role least(Access access) {
        return switch (access) {
            case Metrics, SignedInAdmin -> Role.Admin;
            case Scaling, SignedIn -> Role.Developer;
            default -> Role.valueOf(access.name());
        };
    }

    private RawHttp.Answer check(Route route, String path, String who, String token, Set<Integer> expected)
            throws IOException {
        List<String> headers = new ArrayList<>(List.of("Content-Length: 99999999"));
        if (!token.isEmpty()) {
            headers.add("Authorization: Bearer " + token);
        }
        RawHttp.Answer answer = raw.send(route.method().name(), path, headers);
        if (!expected.contains(answer.status())) {
            failures.add(
                    "%s %s as %s: %d instead of %s".formatted(route.method(), path, who, answer.status(), expected));
        }
        return answer;
    }

    private Set<String> mappedRoutes() {
        Set<String> mapped = new TreeSet<>();
        for (var mapping :
                context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.values()) : methods) {
                    info.getPatternValues().forEach(pattern -> mapped.add(method + " " + normal(pattern)));
                }
            }
        }
        return mapped;
    }

    private static String normal(String pattern) {
        return pattern.replaceAll("\\{[^}]*}", "{}");
    }

    private static String path(Route route) {
        return route.pattern()
                .replaceAll("\\{[^}]*}", UUID.randomUUID().toString())
                .replace("**", "x.css");
    }

    private String apiToken(String session, Role role) throws Exception {
        return Server.json(server.post(
                        "/api/v1/auth/tokens", session, "{\"name\":\"matrix\",\"role\":\"%s\"}".formatted(role)))
                .get("token")
                .asString();
    }

    private String endedSession() throws Exception {
        String token = accounts.newUser(Role.Admin);
        assertThat(server.post("/api/v1/auth/logout", token, "").statusCode()).isEqualTo(204);
        return token;
    }

    private String currentKid() {
        return database.sql("select kid from signing_keys where retired_at is null")
                .query(String.class)
                .single();
    }

    private byte[] currentSecret() {
        return database.sql("select secret from signing_keys where retired_at is null")
                .query(byte[].class)
                .single();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> claims(String token) {
        byte[] payload = java.util.Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return new tools.jackson.databind.json.JsonMapper().readValue(payload, Map.class);
    }
}
