package net.buildserver.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.UUID;
import net.buildserver.api.security.Role;
import tools.jackson.databind.JsonNode;

/** Signs in at the server under test and adds users of each role to it. */
public final class Accounts {
    /** Password of {@code admin} and of all users that are added here. */
    public static final String PASSWORD = "correct horse battery staple";

    private final Server server;

    public Accounts(Server server) {
        this.server = server;
    }

    /** Returns the answer to signing in. */
    public HttpResponse<String> login(String username, String password) throws IOException, InterruptedException {
        return server.post(
                "/api/v1/auth/token", "", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
    }

    /** Signs in and returns both tokens. */
    public JsonNode session(String username) throws IOException, InterruptedException {
        HttpResponse<String> answer = login(username, PASSWORD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Server.json(answer);
    }

    /** Returns an access token of {@code admin}. */
    public String admin() throws IOException, InterruptedException {
        return token("admin");
    }

    /** Returns an access token of a user. */
    public String token(String username) throws IOException, InterruptedException {
        return session(username).get("accessToken").asString();
    }

    /** Adds a user and returns its name. */
    public String add(Role role) throws IOException, InterruptedException {
        String name = "user-" + UUID.randomUUID().toString().substring(0, 8);
        HttpResponse<String> answer = server.post(
                "/api/v1/users",
                admin(),
                "{\"username\":\"%s\",\"password\":\"%s\",\"role\":\"%s\"}".formatted(name, PASSWORD, role));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return name;
    }

    /** Returns an access token of a new user of {@code role}. */
    public String newUser(Role role) throws IOException, InterruptedException {
        return token(add(role));
    }
}
