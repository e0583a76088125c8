package net.buildserver.verification.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images, the compose file and the units, as far as they can be judged without running them. */
class ContainerTests {
    private static final Pattern JSON_FORM = Pattern.compile("(?m)^ENTRYPOINT \\[\".*\"]$");

    @ParameterizedTest
    @ValueSource(strings = {"docker/server.Dockerfile", "docker/agent.Dockerfile"})
    void imagesRunAsNobodyAndSayWhetherTheyAreWell(String path) {
        String dockerfile = DeployFiles.read(path);
        List<String> users =
                dockerfile.lines().filter(line -> line.startsWith("USER ")).toList();

        assertThat(users.getLast()).matches("USER \\d{4,}");
        assertThat(dockerfile).contains("HEALTHCHECK ", "STOPSIGNAL SIGTERM", "org.opencontainers.image.revision");
        assertThat(dockerfile)
                .as("says where the image names its parts")
                .containsPattern("net.buildserver.sbom=\"/\\S+/application.cdx.json\"");
        assertThat(dockerfile).containsPattern(JSON_FORM).doesNotContain(":latest", "ADD ", "sudo");
        if (dockerfile.contains("apt-get install")) {
            assertThat(dockerfile).contains("--no-install-recommends", "rm -rf /var/lib/apt/lists/*");
        }
    }

    @Test
    void composeNamesOnlyWhatIsThere() {
        Map<String, Object> compose =
                DeployFiles.documents(DeployFiles.read("compose/compose.yaml")).getFirst();
        Map<String, Object> services = DeployFiles.map(compose.get("services"));
        Path folder = DeployFiles.ROOT.resolve("compose");

        assertThat(services.keySet())
                .contains("server-1", "server-2", "proxy", "agent-1", "agent-2", "postgres", "redis", "store")
                .contains("prometheus", "grafana", "collector", "jaeger");
        services.forEach((name, service) -> {
            assertThat(services.keySet()).as(name).containsAll(keys(DeployFiles.at(service, "depends_on")));
            assertThat(DeployFiles.map(compose.get("secrets")).keySet())
                    .as(name)
                    .containsAll(keys(DeployFiles.at(service, "secrets")));
            assertThat(DeployFiles.at(service, "image").toString())
                    .as(name)
                    .contains(":")
                    .doesNotContain(":latest");
            for (Object config : DeployFiles.list(DeployFiles.at(service, "configs"))) {
                Object file = DeployFiles.at(
                        compose, "configs", DeployFiles.at(config, "source").toString(), "file");
                assertThat(folder.resolve(file.toString())).as(name).exists();
            }
        });
    }

    @Test
    void composeIsAcceptedByItsOwnClient() throws Exception {
        Optional<DeployFiles.Said> version = DeployFiles.run("docker", "compose", "version");
        assumeTrue(
                version.isPresent() && version.get().exitCode() == 0,
                "skipped: docker with its compose plugin is not installed");
        DeployFiles.Said said = DeployFiles.run("docker", "compose", "-f", "compose/compose.yaml", "config", "-q")
                .orElseThrow();

        assertThat(said.exitCode()).as(said.output()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server/build-server.service", "agent/build-agent.service"})
    void unitsAreAcceptedBySystemd(String path, @TempDir Path folder) throws Exception {
        Path unit = folder.resolve(Path.of(path).getFileName());
        // The program need not be installed here.
        Files.writeString(unit, DeployFiles.read(path).replace("/opt/build-agent/build-agent", "/bin/true"));
        Optional<DeployFiles.Said> said = DeployFiles.run("systemd-analyze", "verify", unit.toString());
        assumeTrue(said.isPresent(), "skipped: systemd-analyze is not installed");

        assertThat(said.orElseThrow().exitCode())
                .as(said.orElseThrow().output())
                .isZero();
        assertThat(said.orElseThrow().output()).doesNotContain("Unknown", "Failed to parse");
    }

    private static Set<String> keys(Object value) {
        return value instanceof List<?> names
                ? Set.copyOf(names.stream().map(Object::toString).toList())
                : DeployFiles.map(value).keySet();
    }
}
