package net.buildserver.api.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import net.buildserver.api.testing.Server;
import net.buildserver.api.testing.ServerTest;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.orchestrator.builds.Builds;
import net.buildserver.orchestrator.builds.NewBuild;
import net.buildserver.orchestrator.testing.TestBuilds;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@TestPropertySource(properties = "build-server.badges.open=true")
class BadgeTests {
    @LocalServerPort
    private int port;

    @Autowired
    private Builds builds;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void latestBuildThatEndedCounts() throws Exception {
        end("Badged", "Failed");
        assertThat(badge("Badged").body()).contains("failing");
        end("Badged", "Succeeded");
        builds.submit(new NewBuild(
                TestBuilds.request("Badged", BuildStrategyType.Clean, BuildPriority.Normal), "dev", null, null));

        HttpResponse<String> badge = badge("Badged");
        assertThat(badge.body()).startsWith("<svg").contains("passing");
        assertThat(badge.headers().firstValue("Content-Type").orElseThrow()).startsWith("image/svg+xml");
        assertThat(badge.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
    }

    @Test
    void unknownProjectsAreAnsweredAlike() throws Exception {
        assertThat(badge("Nobody%3Cscript%3E").body()).contains("unknown").doesNotContain("script");
    }

    private HttpResponse<String> badge(String project) throws Exception {
        HttpResponse<String> answer = new Server(port).get("/badges/" + project + ".svg", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private void end(String project, String status) {
        UUID build = builds.submit(new NewBuild(
                        TestBuilds.request(project, BuildStrategyType.Clean, BuildPriority.Normal), "dev", null, null))
                .executionId();
        jdbc.sql("update builds set status = :status, ended_at = now() where id = :id")
                .param("status", status)
                .param("id", build)
                .update();
    }
}
