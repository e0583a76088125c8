package net.buildserver.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.buildserver.domain.build.BuildTargetType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigReaderTests {
    @TempDir
    private Path folder;

    @Test
    void defaultsHold() {
        AgentConfig config = ConfigReader.read(null, Map.of(), Map.of());
        assertThat(config.server()).hasToString("http://localhost:8080");
        assertThat(config.slots()).isEqualTo(1);
        assertThat(config.allowLocalRepositories()).isFalse();
        assertThat(config.enrolmentToken()).isNull();
        assertThat(config.nugetSources()).isEmpty();
        assertThat(config.nugetPackages()).isEqualTo(config.workDir().resolve("packages"));
    }

    @Test
    void flagsBeatEnvironmentWhichBeatsTheFile() throws IOException {
        Path file = file("# comment", "slots = 2", "pool=docker", "name = from-file");
        Map<String, String> environment = Map.of("BUILD_AGENT_SLOTS", "3", "BUILD_AGENT_POOL", "Windows");
        AgentConfig config = ConfigReader.read(file, environment, Map.of(ConfigKey.SLOTS, List.of("4")));
        assertThat(config.slots()).isEqualTo(4);
        assertThat(config.pool()).isEqualTo(BuildTargetType.Windows);
        assertThat(config.name()).isEqualTo("from-file");
    }

    @ParameterizedTest
    @EnumSource(ConfigKey.class)
    void everyKeyIsSetByFileEnvironmentAndFlag(ConfigKey key) throws IOException {
        String line = key.key() + " = wanted";
        assertThat(new Settings(file(line), Map.of(), Map.of()).text(key)).isEqualTo("wanted");
        assertThat(new Settings(null, Map.of(key.variable(), "wanted"), Map.of()).text(key))
                .isEqualTo("wanted");
        assertThat(new Settings(null, Map.of(), Map.of(key, List.of("wanted"))).text(key))
                .isEqualTo("wanted");
        assertThat(key.meaning()).isNotBlank();
    }

    @Test
    void listsAreRepeatedOrSeparated() throws IOException {
        Path feed = Files.createDirectory(folder.resolve("feed"));
        Path file = file("nuget.sources = " + feed, "nuget.sources = https://packages.example.com/v3/index.json");
        assertThat(ConfigReader.read(file, Map.of(), Map.of()).nugetSources())
                .containsExactly(feed.toString(), "https://packages.example.com/v3/index.json");
        Map<String, String> environment =
                Map.of("BUILD_AGENT_LABELS", "ssd;gpu", "BUILD_AGENT_BUILD_ENV", "A=1;2\nB=x");
        AgentConfig config = ConfigReader.read(null, environment, Map.of());
        assertThat(config.labels()).containsExactly("ssd", "gpu");
        assertThat(ConfigReader.read(null, Map.of(), Map.of(ConfigKey.LABELS, List.of("a;b", "c")))
                        .labels())
                .containsExactly("a", "b", "c");
        assertThat(config.buildEnvironment()).containsOnly(Map.entry("A", "1;2"), Map.entry("B", "x"));
    }

    @ParameterizedTest
    @CsvSource({
        "server.url, ftp://x",
        "server.url, http://user:secret@host",
        "slots, 0",
        "slots, many",
        "pool, Solaris",
        "git.allow-local, yes",
        "name, -x",
        "labels, a b",
        "nuget.sources, /does/not/exist",
        "build.env, 1=2",
        "disk.min-free-gb, -1"
    })
    void errorsNameKeyValueAndSource(String name, String value) {
        ConfigKey key = ConfigKey.named(name).orElseThrow();
        assertThatThrownBy(() -> ConfigReader.read(null, Map.of(key.variable(), value), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(name + " = '" + value + "'")
                .hasMessageContaining("environment variable " + key.variable());
    }

    @Test
    void unknownKeyIsRefusedWithItsLine() throws IOException {
        Path file = file("slots = 1", "slotz = 2");
        assertThatThrownBy(() -> ConfigReader.read(file, Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("slotz");
    }

    @Test
    void oneMessageNamesEveryMistakeWithItsValueAndSource() throws IOException {
        Path file = file("slots = 99", "no such line", "worker = 3", "name = -x", "pool = Solaris", "sandbox = none");
        Map<String, String> environment = Map.of(
                "BUILD_AGENT_SERVER_URL", "ftp://x",
                "BUILD_AGENT_BUILD_ENV", "1=2\n3=4",
                "BUILD_AGENT_ENROLMENT_TOKEN", "bset secret");
        Map<ConfigKey, List<String>> flags = Map.of(
                ConfigKey.GIT_ALLOW_LOCAL,
                List.of("yes"),
                ConfigKey.NUGET_SOURCES,
                List.of("/no/such/folder", "/nor/this"));

        assertThatThrownBy(() -> ConfigReader.read(file, environment, flags))
                .isInstanceOf(ConfigException.class)
                .message()
                .doesNotContain("bset secret")
                .satisfies(message -> assertThat(message.lines())
                        .satisfiesExactlyInAnyOrder(
                                line -> assertThat(line).contains("line 2: 'no such line'"),
                                line -> assertThat(line).contains("line 3: 'worker'"),
                                line -> assertThat(line).contains("slots = '99' (file " + file + ")"),
                                line -> assertThat(line).contains("name = '-x'"),
                                line -> assertThat(line).contains("pool = 'Solaris'"),
                                line -> assertThat(line).contains("sandbox = 'none'"),
                                line -> assertThat(line)
                                        .contains(
                                                "server.url = 'ftp://x' (environment variable BUILD_AGENT_SERVER_URL)"),
                                line -> assertThat(line).contains("build.env = '1=2;3=4'"),
                                line -> assertThat(line).startsWith("enrolment.token (environment variable"),
                                line -> assertThat(line).contains("git.allow-local = 'yes' (flag --git.allow-local)"),
                                line -> assertThat(line).contains("nuget.sources = '/no/such/folder;/nor/this'")));
    }

    @Test
    void tokenComesFromItsFileAndIsNeverShown() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "bset_secret\n");
        AgentConfig config =
                ConfigReader.read(null, Map.of(), Map.of(ConfigKey.ENROLMENT_TOKEN_FILE, List.of(token.toString())));
        assertThat(config.enrolmentToken()).isEqualTo("bset_secret");
        assertThat(config.toString()).doesNotContain("bset_secret");
        assertThatThrownBy(
                        () -> ConfigReader.read(null, Map.of("BUILD_AGENT_ENROLMENT_TOKEN", "bset secret"), Map.of()))
                .message()
                .doesNotContain("bset secret");
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("agent.properties"), List.of(lines));
    }
}
