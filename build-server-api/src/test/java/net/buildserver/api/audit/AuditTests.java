package net.buildserver.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.buildserver.api.security.Role;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.AccountsFixture;
import net.buildserver.api.testing.Server;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Who did what is kept for ever, and shown to Admins page by page. */
class AuditTests extends AccountsFixture {
    @Autowired
    private JdbcClient jdbc;

    @Test
    void whatWasDoneIsListedPageByPageAndWhatWasRefusedIsNot() throws Exception {
        String name = accounts.add(Role.BuildMaster);
        String master = accounts.token(name);
        String limit = "/api/v1/queue-limits/project/Audited";
        assertThat(server.send("PUT", limit, master, "{\"maxRunning\":2}").statusCode())
                .isEqualTo(200);
        assertThat(server.send("DELETE", limit, master, "").statusCode()).isEqualTo(204);
        assertThat(server.send("DELETE", limit, master, "").statusCode()).isEqualTo(404);
        String tried = "/api/v1/retention/rules/Audited-" + name + "/plan";
        assertThat(server.post(tried, accounts.admin(), "{}").statusCode()).isEqualTo(200);

        JsonNode first = list("?limit=1&user=" + name);
        JsonNode second = list("?limit=1&user=" + name + "&before=" + first.get("next"));

        assertThat(entry(first)).containsExactly(name, "Take a limit away", "project Audited");
        assertThat(entry(second)).containsExactly(name, "Limit a project or a pool", "project Audited");
        assertThat(second.path("next").isNumber()).isFalse();
        assertThat(list("?user=admin").get("entries").toString())
                .contains("Add a user", name)
                .doesNotContain(Accounts.PASSWORD, "Audited-" + name);
    }

    @Test
    void onlyAdminsSeeIt() throws Exception {
        assertThat(server.get("/api/v1/audit", accounts.newUser(Role.BuildMaster))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.get("/api/v1/audit?limit=0", accounts.admin()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void entriesAreNeverChanged() throws Exception {
        accounts.add(Role.Developer);

        assertThatThrownBy(() -> jdbc.sql("delete from audit_entries").update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("never changed");
        assertThatThrownBy(() ->
                        jdbc.sql("update audit_entries set username = 'x'").update())
                .isInstanceOf(DataAccessException.class);
    }

    private JsonNode list(String query) throws Exception {
        return Server.json(server.get("/api/v1/audit" + query, accounts.admin()));
    }

    private static List<String> entry(JsonNode page) {
        JsonNode entry = page.get("entries").get(0);
        return List.of(
                entry.get("username").asString(),
                entry.get("action").asString(),
                entry.get("target").asString());
    }
}
