package net.buildserver.api.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.buildserver.api.security.Role;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.api.testing.ServerTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServerTest
class SettingsControllerTests {
    private static final String PATH = "/api/v1/system/configuration";

    @LocalServerPort
    private int port;

    @Test
    void adminsSeeWhatHoldsWithoutSecrets() throws Exception {
        Server server = new Server(port);
        var answer = server.get(PATH, new Accounts(server).admin());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Map<String, JsonNode> settings = Server.json(answer)
                .get("items")
                .valueStream()
                .collect(Collectors.toMap(item -> item.get("name").asString(), Function.identity()));
        assertThat(settings.get("build-server.lease.duration").get("value").asString())
                .isEqualTo("PT20S");
        assertThat(settings.get("build-server.lease.duration").get("origin").asString())
                .isEqualTo("default");
        assertThat(settings.get("build-server.store.secret-key").get("value").asString())
                .isEqualTo("***");
        assertThat(settings).containsKeys("spring.datasource.url", "build-server.retention.keep-builds");
        assertThat(answer.body()).doesNotContain(Accounts.PASSWORD);
    }

    @Test
    void othersDoNotSeeThem() throws Exception {
        Server server = new Server(port);

        assertThat(server.get(PATH, new Accounts(server).newUser(Role.BuildMaster))
                        .statusCode())
                .isEqualTo(403);
    }
}
