package net.buildserver.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.buildserver.api.testing.AccountsFixture;
import net.buildserver.api.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What API tokens open, and what ends them. */
@ExtendWith(OutputCaptureExtension.class)
class ApiTokenTests extends AccountsFixture {
    private static final String TOKENS = "/api/v1/auth/tokens";
    private static final String ALL = "/api/v1/api-tokens";

    @Autowired
    private JdbcClient database;

    @Test
    void tokenActsForItsOwnerAndIsShownOnce(CapturedOutput log) throws Exception {
        String name = accounts.add(Role.BuildMaster);
        String session = accounts.token(name);
        JsonNode made = create(session, "{\"name\":\" nightly builds \"}");
        String token = made.get("token").asString();

        assertThat(token).matches("bsat_[0-9A-Za-z]{49}");
        assertThat(made.at("/details/name").asString()).isEqualTo("nightly builds");
        assertThat(made.at("/details/role").asString()).as("the least").isEqualTo("Developer");
        assertThat(database.sql("select expires_at - created_at = interval '90 days' from api_tokens where id = ?")
                        .param(UUID.fromString(made.at("/details/id").asString()))
                        .query(Boolean.class)
                        .single())
                .isTrue();
        JsonNode me = server.read("/api/v1/auth/me", token);
        assertThat(me.get("username").asString()).isEqualTo(name);
        assertThat(me.get("role").asString()).isEqualTo("Developer");
        assertThat(server.get("/api/v1/builds", token).statusCode()).isEqualTo(200);
        assertThat(server.get("/api/v1/builds?access_token=" + token, "").statusCode())
                .as("never in URLs")
                .isEqualTo(401);
        assertThat(server.send(server.request("/api/v1/builds").header("Cookie", SessionCookie.NAME + "=" + token))
                        .statusCode())
                .as("no cookie")
                .isEqualTo(401);
        JsonNode listed = server.read(TOKENS, session);
        assertThat(listed.at("/tokens/0/lastUsedAt").isString()).isTrue();
        assertThat(listed.toString()).doesNotContain(token);
        assertThat(log.getAll()).doesNotContain(token);
        assertThat(database.sql("select string_agg(t::text, ',') from api_tokens t")
                        .query(String.class)
                        .single())
                .as("only its hash is stored")
                .doesNotContain(token.substring(5, 30));
    }

    @Test
    void unknownMistypedAndExpiredTokensAreRefusedAlike() throws Exception {
        JsonNode made = create(accounts.newUser(Role.Developer), "{\"name\":\"x\"}");
        String token = made.get("token").asString();
        String mistyped = token.substring(0, 20) + (token.charAt(20) == 'a' ? 'b' : 'a') + token.substring(21);
        HttpResponse<String> unknown = me("bsat_" + "a".repeat(49));

        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(me(mistyped).body()).isEqualTo(unknown.body());
        assertThat(me(token + "0").statusCode()).isEqualTo(401);
        assertThat(me(token).statusCode()).isEqualTo(200);
        database.sql("update api_tokens set expires_at = now() - interval '1 s' where id = ?")
                .param(UUID.fromString(made.at("/details/id").asString()))
                .update();
        assertThat(me(token).body()).isEqualTo(unknown.body());
    }

    @Test
    void revokingTakesEffectWithTheNextRequest() throws Exception {
        String owner = accounts.newUser(Role.Developer);
        JsonNode first = create(owner, "{\"name\":\"first\"}");
        JsonNode second = create(owner, "{\"name\":\"second\"}");
        String other = accounts.newUser(Role.BuildMaster);

        assertThat(remove(TOKENS, first, other)).as("somebody else's").isEqualTo(404);
        assertThat(remove(ALL, first, other)).isEqualTo(403);
        assertThat(me(token(first)).statusCode()).isEqualTo(200);
        assertThat(remove(TOKENS, first, owner)).isEqualTo(204);
        assertThat(me(token(first)).statusCode()).isEqualTo(401);
        assertThat(remove(TOKENS, first, owner)).isEqualTo(404);

        assertThat(remove(ALL, second, accounts.admin()))
                .as("Admins, anybody's")
                .isEqualTo(204);
        assertThat(me(token(second)).statusCode()).isEqualTo(401);
    }

    @Test
    void roleIsTheLesserOfTokenAndOwner() throws Exception {
        String name = accounts.add(Role.BuildMaster);
        String session = accounts.token(name);
        HttpResponse<String> above = server.post(TOKENS, session, "{\"name\":\"x\",\"role\":\"Admin\"}");
        String token = token(create(session, "{\"name\":\"x\",\"role\":\"BuildMaster\"}"));

        assertThat(above.statusCode()).isEqualTo(422);
        assertThat(above.body()).contains("\"field\":\"role\"", "above your own");
        assertThat(server.get("/api/v1/enrolment-tokens", token).statusCode()).isEqualTo(200);
        changeUser(name, "{\"role\":\"Developer\"}");
        assertThat(server.get("/api/v1/enrolment-tokens", token).statusCode())
                .as("demoted")
                .isEqualTo(403);
        changeUser(name, "{\"role\":\"Admin\"}");
        assertThat(server.get("/api/v1/users", token).statusCode())
                .as("promoted")
                .isEqualTo(403);
        changeUser(name, "{\"enabled\":false}");
        assertThat(me(token).statusCode()).as("disabled").isEqualTo(401);
    }

    @Test
    void removedUsersLeaveNoTokens() throws Exception {
        String name = accounts.add(Role.Developer);
        String token = token(create(accounts.token(name), "{\"name\":\"x\"}"));
        assertThat(server.send("DELETE", "/api/v1/users/" + id(name), accounts.admin(), "")
                        .statusCode())
                .isEqualTo(204);

        assertThat(me(token).statusCode()).isEqualTo(401);
        assertThat(database.sql(
                                "select count(*) from api_tokens t left join users u on u.id = t.user_id where u.id is null")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void tokensMakeNeitherTokensNorUsersNorPasswords() throws Exception {
        String name = accounts.add(Role.Admin);
        String session = accounts.token(name);
        JsonNode made = create(session, "{\"name\":\"x\",\"role\":\"Admin\"}");
        String token = token(made);
        String self = "/api/v1/users/" + id(name);

        assertThat(server.get("/api/v1/users", token).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = server.post(TOKENS, token, "{\"name\":\"y\"}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("An API token may not do this");
        assertThat(server.get(TOKENS, token).statusCode()).isEqualTo(403);
        assertThat(server.get(ALL, token).statusCode()).isEqualTo(403);
        assertThat(remove(TOKENS, made, token)).isEqualTo(403);
        assertThat(remove(ALL, made, token)).isEqualTo(403);
        assertThat(server.post("/api/v1/auth/password", token, "{}").statusCode())
                .isEqualTo(403);
        assertThat(server.post("/api/v1/auth/logout", token, "").statusCode()).isEqualTo(403);
        assertThat(server.post("/api/v1/users", token, "{}").statusCode()).isEqualTo(403);
        assertThat(server.send("PATCH", self, token, "{\"password\":\"another long password\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send("DELETE", self, token, "").statusCode()).isEqualTo(403);
        assertThat(me(session).statusCode()).as("the session goes on").isEqualTo(200);
    }

    @Test
    void badTermsNameTheFieldAndThereIsAMost() throws Exception {
        String session = accounts.newUser(Role.Developer);
        assertRefused(session, "{}", "name");
        assertRefused(session, "{\"name\":\" \"}", "name");
        assertRefused(session, "{\"name\":\"" + "x".repeat(101) + "\"}", "name");
        assertRefused(session, "{\"name\":\"a\\u0000b\"}", "name");
        assertRefused(session, "{\"name\":\"x\",\"validFor\":\"P366D\"}", "validFor");
        assertRefused(session, "{\"name\":\"x\",\"validFor\":\"-PT1H\"}", "validFor");

        List<Integer> answers = inParallel(
                60, () -> server.post(TOKENS, session, "{\"name\":\"x\"}").statusCode());
        assertThat(answers).containsOnly(201, 409);
        assertThat(answers.stream().filter(status -> status == 201)).hasSize(50);
        String expired = "update api_tokens set expires_at = now() - interval '31 days' where id = ?";
        JsonNode any = server.read(TOKENS, session).at("/tokens/7");
        database.sql(expired).param(UUID.fromString(any.get("id").asString())).update();
        assertThat(server.post(TOKENS, session, "{\"name\":\"x\"}").statusCode())
                .as("long expired ones make room")
                .isEqualTo(201);
    }

    @Test
    void auditNamesWhoMadeAndRevokedThemAndWhatTokensDid() throws Exception {
        String name = accounts.add(Role.BuildMaster);
        String session = accounts.token(name);
        JsonNode made = create(session, "{\"name\":\"deploys\",\"role\":\"BuildMaster\"}");
        server.send("PUT", "/api/v1/queue-limits/project/Tokened", token(made), "{}");
        remove(TOKENS, made, session);
        JsonNode again = create(session, "{\"name\":\"again\"}");
        remove(ALL, again, accounts.admin());

        String own = server.read("/api/v1/audit?user=" + name, accounts.admin()).toString();
        assertThat(own)
                .contains("Make an API token", "deploys, BuildMaster, for PT2160H", "Revoke one of your API tokens")
                .contains("Limit a project or a pool, with the API token 'deploys'")
                .doesNotContain(token(made));
        assertThat(server.read("/api/v1/audit?user=admin", accounts.admin()).toString())
                .contains("Revoke an API token of any user", "again of " + name);
    }

    @Test
    void adminsSeeTheTokensOfAll() throws Exception {
        String name = accounts.add(Role.Developer);
        create(accounts.token(name), "{\"name\":\"seen\"}");
        create(accounts.newUser(Role.Developer), "{\"name\":\"other\"}");

        JsonNode all = server.read(ALL, accounts.admin());
        assertThat(all.get("complete").asBoolean()).isTrue();
        assertThat(all.toString()).contains("seen", "other");
        JsonNode one = server.read(ALL + "?user=" + name, accounts.admin());
        assertThat(one.get("tokens")).hasSize(1);
        assertThat(one.at("/tokens/0/username").asString()).isEqualTo(name);
    }

    private void assertRefused(String session, String body, String field) throws Exception {
        HttpResponse<String> answer = server.post(TOKENS, session, body);
        assertThat(answer.statusCode()).as(body).isIn(400, 422);
        assertThat(Server.json(answer).at("/errors/0/field").asString())
                .as(body)
                .isEqualTo(field);
    }

    private JsonNode create(String session, String body) throws Exception {
        HttpResponse<String> answer = server.post(TOKENS, session, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Server.json(answer);
    }

    private static String token(JsonNode made) {
        return made.get("token").asString();
    }

    private int remove(String path, JsonNode made, String credential) throws Exception {
        return server.send("DELETE", path + "/" + made.at("/details/id").asString(), credential, "")
                .statusCode();
    }

    private HttpResponse<String> me(String credential) throws Exception {
        return server.get("/api/v1/auth/me", credential);
    }

    private UUID id(String username) {
        return database.sql("select id from users where username = ?")
                .param(username)
                .query(UUID.class)
                .single();
    }

    private void changeUser(String username, String change) throws Exception {
        assertThat(server.send("PATCH", "/api/v1/users/" + id(username), accounts.admin(), change)
                        .statusCode())
                .isEqualTo(200);
    }

    private static List<Integer> inParallel(int count, Callable<Integer> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = threads.invokeAll(
                    IntStream.range(0, count).mapToObj(number -> work).toList());
            return answers.stream().map(Future::resultNow).toList();
        }
    }
}
