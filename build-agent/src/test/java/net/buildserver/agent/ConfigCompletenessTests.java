package net.buildserver.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.buildserver.agent.config.AgentConfig;
import net.buildserver.agent.config.ConfigException;
import net.buildserver.agent.config.ConfigKey;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Walks every setting: each works by file, environment and flag, to the same effect, and a bad value is told with its source. */
class ConfigCompletenessTests {
    @TempDir
    private static Path folder;

    /** A value that is not the default, and one that is refused; null where any text is fine. */
    private record Sample(String good, String bad) {}

    private static Map<ConfigKey, Sample> samples() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "bset_fromfile\n");
        Map<ConfigKey, Sample> samples = new EnumMap<>(ConfigKey.class);
        samples.put(ConfigKey.SERVER_URL, new Sample("https://builds.example.com", "ftp://builds.example.com"));
        samples.put(ConfigKey.ENROLMENT_TOKEN, new Sample("bset_abc", "two words"));
        samples.put(ConfigKey.ENROLMENT_TOKEN_FILE, new Sample(token.toString(), folder + "/missing"));
        samples.put(ConfigKey.NAME, new Sample("builder-7", "-dash"));
        samples.put(ConfigKey.POOL, new Sample("Docker", "Solaris"));
        samples.put(ConfigKey.WORK_DIR, new Sample(folder.resolve("work").toString(), "\u0000"));
        samples.put(ConfigKey.SLOTS, new Sample("3", "65"));
        samples.put(ConfigKey.LABELS, new Sample("gpu;fast", "no blanks"));
        samples.put(ConfigKey.DOTNET_ROOT, new Sample(folder.toString(), "\u0000"));
        samples.put(ConfigKey.NUGET_SOURCES, new Sample(folder.toString(), folder + "/missing"));
        samples.put(
                ConfigKey.NUGET_PACKAGES, new Sample(folder.resolve("packages").toString(), "\u0000"));
        samples.put(ConfigKey.GIT_ALLOW_LOCAL, new Sample("true", "maybe"));
        samples.put(ConfigKey.BUILD_ENV, new Sample("FEED=a;b", "1X=y"));
        samples.put(ConfigKey.BUILD_MAX_MINUTES, new Sample("90", "0"));
        samples.put(ConfigKey.BUILD_STAGE_MINUTES, new Sample("30", "-1"));
        samples.put(ConfigKey.BUILD_SILENCE_WARN_MINUTES, new Sample("5", "soon"));
        samples.put(ConfigKey.BUILD_SILENCE_END_MINUTES, new Sample("30", "1.5"));
        samples.put(ConfigKey.CGROUP, new Sample("own", "relative/folder"));
        samples.put(ConfigKey.LIMIT_MEMORY_MB, new Sample("512", "much"));
        samples.put(ConfigKey.LIMIT_CPU_PERCENT, new Sample("150", "1.5"));
        samples.put(ConfigKey.LIMIT_PROCESSES, new Sample("100", "-2"));
        samples.put(ConfigKey.LIMIT_DISK_MB, new Sample("2048", "x"));
        samples.put(ConfigKey.SANDBOX, new Sample("process", "cage"));
        samples.put(ConfigKey.CONTAINER_PROGRAM, new Sample("/opt/podman", "relative/podman"));
        samples.put(ConfigKey.CONTAINER_IMAGES, new Sample("registry.example.com/sdk:*", "--privileged"));
        samples.put(ConfigKey.CONTAINER_OPTIONS, new Sample("--memory=4g", "memory"));
        samples.put(ConfigKey.SANDBOX_NETWORK, new Sample("never", "sometimes"));
        samples.put(ConfigKey.SANDBOX_READABLE, new Sample(folder.toString(), "\u0000"));
        samples.put(ConfigKey.SANDBOX_RESTORE_HOSTS, new Sample("*.example.com", "https://example.com"));
        samples.put(ConfigKey.DISK_MIN_FREE_GB, new Sample("7", "much"));
        samples.put(ConfigKey.LOG_MAX_MB, new Sample("128", "1025"));
        samples.put(ConfigKey.DRAIN_TIMEOUT_MINUTES, new Sample("3", "-1"));
        samples.put(ConfigKey.RUN_ONE_JOB, new Sample("true", "once"));
        samples.put(ConfigKey.RUN_IDLE_EXIT_MINUTES, new Sample("5", "five"));
        samples.put(ConfigKey.RUN_MAX_UPTIME_MINUTES, new Sample("600", "1e3"));
        samples.put(ConfigKey.STATUS_PORT, new Sample("9100", "65536"));
        samples.put(
                ConfigKey.TRACES_ENDPOINT,
                new Sample("http://collector:4318/v1/traces", "ftp://collector:4318/v1/traces"));
        samples.put(ConfigKey.TRACES_HEADERS, new Sample("authorization=Bearer abc", "two words=x"));
        return samples;
    }

    @TestFactory
    Stream<DynamicTest> everySettingWorksFromEverySource() throws IOException {
        Map<ConfigKey, Sample> samples = samples();
        AgentConfig defaults = fromFlag(List.of());
        return Stream.of(ConfigKey.values())
                .map(key -> DynamicTest.dynamicTest(key.key(), () -> {
                    Sample sample = samples.get(key);
                    assertThat(sample)
                            .as("a new setting needs a sample here: " + key.key())
                            .isNotNull();
                    AgentConfig byFlag = fromFlag(List.of("--" + key.key(), sample.good()));
                    assertThat(byFlag).as("the setting has an effect").isNotEqualTo(defaults);
                    assertThat(fromFlag(List.of("--" + key.key().replace('.', '-'), sample.good())))
                            .isEqualTo(byFlag);
                    assertThat(fromFile(key, sample.good())).isEqualTo(byFlag);
                    assertThat(fromEnvironment(key, sample.good())).isEqualTo(byFlag);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyBadValueIsToldWithItsSource() throws IOException {
        return samples().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey().key(), () -> {
                    ConfigKey key = entry.getKey();
                    String bad = entry.getValue().bad();
                    assertThatThrownBy(() -> fromFlag(List.of("--" + key.key(), bad)))
                            .isInstanceOf(ConfigException.class)
                            .hasMessageContaining(key.key())
                            .hasMessageContaining("flag --" + key.key());
                    assertThatThrownBy(() -> fromEnvironment(key, bad))
                            .isInstanceOf(ConfigException.class)
                            .hasMessageContaining("environment variable " + key.variable());
                    assertThatThrownBy(() -> fromFile(key, bad))
                            .isInstanceOf(ConfigException.class)
                            .satisfies(refused -> {
                                assertThat(refused)
                                        .hasMessageContaining(
                                                folder.resolve(key + ".conf").toString());
                                if (key != ConfigKey.ENROLMENT_TOKEN && key != ConfigKey.TRACES_HEADERS) {
                                    assertThat(refused).hasMessageContaining(bad);
                                }
                            });
                }));
    }

    private static AgentConfig fromFlag(List<String> arguments) {
        return read(arguments, Map.of());
    }

    private static AgentConfig fromEnvironment(ConfigKey key, String value) {
        return read(List.of(), Map.of(key.variable(), value));
    }

    private static AgentConfig fromFile(ConfigKey key, String value) throws IOException {
        Path file = Files.writeString(folder.resolve(key + ".conf"), "# one setting\n" + key.key() + " = " + value);
        return read(List.of("--config", file.toString()), Map.of());
    }

    private static AgentConfig read(List<String> arguments, Map<String, String> environment) {
        List<String> all = new ArrayList<>(arguments);
        return AgentCommand.config(
                new CommandLine(AgentCommand.spec()).parseArgs(all.toArray(String[]::new)), environment);
    }
}
