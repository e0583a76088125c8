package net.buildserver.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.AccountsFixture;
import net.buildserver.api.testing.Server;
import org.junit.jupiter.api.Test;

/** What a browser's session cookie is good for, and what not. */
class BrowserSessionTests extends AccountsFixture {
    @Test
    void cookieIsOutOfReachOfScriptsAndOtherSites() throws Exception {
        HttpResponse<String> answer = signIn("admin", Accounts.PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Server.json(answer).get("username").asString()).isEqualTo("admin");
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("build-server-session=bsbs_[\\w-]{43}; Path=/; .*HttpOnly; SameSite=Strict");
        assertThat(answer.body()).doesNotContain("bsbs_", "accessToken", "refreshToken");
    }

    @Test
    void wrongPasswordAndFormsSignNobodyIn() throws Exception {
        assertThat(signIn("admin", "wrong password, sorry").statusCode()).isEqualTo(401);
        HttpResponse<String> form = server.send(server.request("/api/v1/auth/session")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=admin&password=" + Accounts.PASSWORD.replace(' ', '+'))));
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(form.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void cookieReadsButChangesNothingWithoutTheGuardHeader() throws Exception {
        String cookie = cookie("admin");
        assertThat(status(with(cookie, "/api/v1/auth/me").GET())).isEqualTo(200);

        HttpRequest.Builder rotate = with(cookie, "/api/v1/auth/keys/rotate").POST(BodyPublishers.noBody());
        HttpResponse<String> refused = server.send(rotate);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(Server.json(refused).get("detail").asString()).contains(SessionCookie.GUARD_HEADER);
        assertThat(status(rotate.copy().header(SessionCookie.GUARD_HEADER, "1").header("Sec-Fetch-Site", "cross-site")))
                .isEqualTo(401);
        assertThat(status(rotate.copy().header(SessionCookie.GUARD_HEADER, "1").header("Sec-Fetch-Site", "same-site")))
                .isEqualTo(401);
        assertThat(status(
                        rotate.copy().header(SessionCookie.GUARD_HEADER, "1").header("Sec-Fetch-Site", "same-origin")))
                .isEqualTo(204);
    }

    @Test
    void cookieHasTheRoleOfItsUser() throws Exception {
        String cookie = cookie(accounts.add(Role.Developer));
        assertThat(status(with(cookie, "/api/v1/builds").GET())).isEqualTo(200);
        assertThat(status(with(cookie, "/api/v1/users").GET())).isEqualTo(403);
        assertThat(status(with(cookie, "/agent/v1/poll")
                        .header(SessionCookie.GUARD_HEADER, "1")
                        .POST(BodyPublishers.noBody())))
                .isEqualTo(401);
    }

    @Test
    void bearerTokenWinsOverTheCookieAndTheSecretIsNoBearerToken() throws Exception {
        String cookie = cookie("admin");
        assertThat(status(with(cookie, "/api/v1/users")
                        .header("Authorization", "Bearer broken")
                        .GET()))
                .isEqualTo(401);
        assertThat(server.get("/api/v1/auth/me", cookie.substring(cookie.indexOf('=') + 1))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        String cookie = cookie("admin");
        HttpResponse<String> out = server.send(with(cookie, "/api/v1/auth/session")
                .header(SessionCookie.GUARD_HEADER, "1")
                .DELETE());

        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(status(with(cookie, "/api/v1/auth/me").GET())).isEqualTo(401);
    }

    @Test
    void newPasswordEndsTheSession() throws Exception {
        String name = accounts.add(Role.Developer);
        String cookie = cookie(name);
        String change =
                "{\"currentPassword\":\"%s\",\"newPassword\":\"another long password\"}".formatted(Accounts.PASSWORD);
        assertThat(server.post("/api/v1/auth/password", accounts.token(name), change)
                        .statusCode())
                .isEqualTo(204);

        assertThat(status(with(cookie, "/api/v1/auth/me").GET())).isEqualTo(401);
    }

    private HttpResponse<String> signIn(String username, String password) throws Exception {
        return server.post(
                "/api/v1/auth/session", "", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
    }

    private String cookie(String username) throws Exception {
        String cookie = signIn(username, Accounts.PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private HttpRequest.Builder with(String cookie, String path) {
        return server.request(path).header("Cookie", cookie);
    }

    private int status(HttpRequest.Builder request) throws Exception {
        return server.send(request).statusCode();
    }
}
