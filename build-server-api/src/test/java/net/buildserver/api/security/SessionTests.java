package net.buildserver.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.AccountsFixture;
import net.buildserver.api.testing.Server;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@Import(SessionTests.Clock.class)
class SessionTests extends AccountsFixture {
    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    @TestConfiguration(proxyBeanMethods = false)
    static class Clock {
        @Bean
        @Primary
        InstantSource movableTime() {
            return () -> Instant.now().plus(AHEAD.get());
        }
    }

    @Autowired
    private JdbcClient database;

    @Test
    void signingInAnswersBothTokens() throws Exception {
        JsonNode answer = accounts.session("ADMIN");

        assertThat(answer.get("tokenType").asString()).isEqualTo("Bearer");
        assertThat(answer.get("expiresIn").asInt()).isEqualTo(900);
        assertThat(answer.get("refreshToken").asString()).startsWith("bsrt_").hasSize(48);
        assertThat(me(answer).statusCode()).isEqualTo(200);
        assertThat(Server.json(me(answer)).get("username").asString()).isEqualTo("admin");
    }

    @Test
    void onlyHashesOfRefreshTokensAndPasswordsAreStored() throws Exception {
        JsonNode answer = accounts.session("admin");

        String stored = database.sql("select string_agg(token_sha256::text, ',') from refresh_tokens")
                .query(String.class)
                .single();
        assertThat(stored).doesNotContain(answer.get("refreshToken").asString());
        assertThat(database.sql("select password_hash from users where username = 'admin'")
                        .query(String.class)
                        .single())
                .startsWith("{bcrypt}$2");
    }

    @Test
    void wrongPasswordAndUnknownUserGetTheSameAnswer() throws Exception {
        HttpResponse<String> wrong = accounts.login("admin", "not the password");
        HttpResponse<String> unknown = accounts.login("nobody", "not the password");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    @Test
    void refreshingReplacesBothTokens() throws Exception {
        JsonNode first = accounts.session(accounts.add(Role.Developer));

        JsonNode second = Server.json(refresh(first));

        assertThat(second.get("refreshToken")).isNotEqualTo(first.get("refreshToken"));
        assertThat(me(second).statusCode()).isEqualTo(200);
    }

    @Test
    void usedRefreshTokenEndsTheSession() throws Exception {
        JsonNode first = accounts.session(accounts.add(Role.Developer));
        JsonNode second = Server.json(refresh(first));
        JsonNode third = Server.json(refresh(second));

        assertThat(refresh(first).statusCode()).isEqualTo(401);

        assertThat(refresh(third).statusCode()).isEqualTo(401);
        assertThat(me(third).statusCode()).isEqualTo(401);
    }

    @Test
    void lostAnswerMayBeAskedForAgainForAFewSeconds() throws Exception {
        JsonNode first = accounts.session(accounts.add(Role.Developer));
        refresh(first);

        JsonNode again = Server.json(refresh(first));
        assertThat(me(again).statusCode()).isEqualTo(200);

        later(
                Duration.ofSeconds(11),
                () -> assertThat(refresh(first).statusCode()).isEqualTo(401));
        assertThat(me(again).statusCode()).isEqualTo(401);
    }

    @Test
    void parallelRefreshesLeaveALivingSession() throws Exception {
        JsonNode first = accounts.session(accounts.add(Role.Developer));

        List<HttpResponse<String>> answers = inParallel(8, () -> refresh(first));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(answers.stream()
                        .map(answer -> Server.json(answer).get("refreshToken").asString()))
                .doesNotHaveDuplicates();
        assertThat(me(Server.json(answers.getFirst())).statusCode()).isEqualTo(200);
    }

    @Test
    void accessTokenExpires() throws Exception {
        JsonNode session = accounts.session(accounts.add(Role.Developer));

        later(Duration.ofMinutes(16), () -> {
            assertThat(me(session).statusCode()).isEqualTo(401);
            assertThat(refresh(session).statusCode()).isEqualTo(200);
        });
    }

    @Test
    void refreshTokenExpires() throws Exception {
        JsonNode session = accounts.session(accounts.add(Role.Developer));

        later(
                Duration.ofDays(31),
                () -> assertThat(refresh(session).statusCode()).isEqualTo(401));
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        JsonNode session = accounts.session(accounts.add(Role.Developer));

        assertThat(server.post("/api/v1/auth/logout", access(session), "").statusCode())
                .isEqualTo(204);

        assertThat(me(session).statusCode()).isEqualTo(401);
        assertThat(refresh(session).statusCode()).isEqualTo(401);
    }

    @Test
    void newPasswordEndsAllSessions() throws Exception {
        String name = accounts.add(Role.Developer);
        JsonNode session = accounts.session(name);
        String change = "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}";

        HttpResponse<String> wrong = server.post(
                "/api/v1/auth/password", access(session), change.formatted("a guess", "another long password"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        HttpResponse<String> right = server.post(
                "/api/v1/auth/password", access(session), change.formatted(Accounts.PASSWORD, "another long password"));
        assertThat(right.statusCode()).isEqualTo(204);

        assertThat(me(session).statusCode()).isEqualTo(401);
        assertThat(refresh(session).statusCode()).isEqualTo(401);
        assertThat(accounts.login(name, Accounts.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(accounts.login(name, "another long password").statusCode()).isEqualTo(200);
    }

    @Test
    void disabledUserIsRefusedAtOnce() throws Exception {
        String name = accounts.add(Role.Developer);
        JsonNode session = accounts.session(name);
        String path = "/api/v1/users/" + Server.json(me(session)).get("id").asString();

        assertThat(server.send("PATCH", path, accounts.admin(), "{\"enabled\":false}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(me(session).statusCode()).isEqualTo(401);
        assertThat(refresh(session).statusCode()).isEqualTo(401);
        assertThat(accounts.login(name, Accounts.PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void roleTakesEffectWithTheNextRequest() throws Exception {
        JsonNode session = accounts.session(accounts.add(Role.Developer));
        assertThat(server.get("/api/v1/users", access(session)).statusCode()).isEqualTo(403);
        String path = "/api/v1/users/" + Server.json(me(session)).get("id").asString();

        server.send("PATCH", path, accounts.admin(), "{\"role\":\"Admin\"}");
        assertThat(server.get("/api/v1/users", access(session)).statusCode()).isEqualTo(200);

        assertThat(server.send("DELETE", path, accounts.admin(), "").statusCode())
                .isEqualTo(204);
        assertThat(me(session).statusCode()).isEqualTo(401);
    }

    @Test
    void keyIsReplacedAtOnceOnDemandAndAfterItsLifetime() throws Exception {
        JsonNode session = accounts.session("admin");

        assertThat(server.post("/api/v1/auth/keys/rotate", access(session), "").statusCode())
                .isEqualTo(204);
        assertThat(me(session).statusCode()).isEqualTo(401);
        JsonNode next = Server.json(refresh(session));
        assertThat(me(next).statusCode()).isEqualTo(200);

        int keys = keyCount();
        later(Duration.ofDays(31), () -> accounts.session("admin"));
        assertThat(keyCount()).isEqualTo(keys + 1);
        assertThat(me(next).statusCode()).isEqualTo(200);
    }

    private int keyCount() {
        return database.sql("select count(*) from signing_keys")
                .query(Integer.class)
                .single();
    }

    private HttpResponse<String> me(JsonNode session) throws Exception {
        return server.get("/api/v1/auth/me", access(session));
    }

    private HttpResponse<String> refresh(JsonNode session) throws Exception {
        String token = session.get("refreshToken").asString();
        return server.post("/api/v1/auth/refresh", "", "{\"refreshToken\":\"" + token + "\"}");
    }

    private static String access(JsonNode session) {
        return session.get("accessToken").asString();
    }

    private interface Check {
        void run() throws Exception;
    }

    private static void later(Duration ahead, Check check) throws Exception {
        AHEAD.set(ahead);
        try {
            check.run();
        } finally {
            AHEAD.set(Duration.ZERO);
        }
    }

    private static <T> List<T> inParallel(int count, Callable<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = threads.invokeAll(java.util.Collections.nCopies(count, call));
            List<T> results = new java.util.ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
