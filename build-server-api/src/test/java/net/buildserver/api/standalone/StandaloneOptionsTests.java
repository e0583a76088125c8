package net.buildserver.api.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneOptionsTests {
    @Test
    void defaultsServeOnlyWhenNothingIsThereToBuild() {
        StandaloneOptions options = StandaloneOptions.parse("--standalone");
        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.runBuild()).isFalse();
        assertThat(options.once()).isFalse();
        assertThat(options.runTests()).isTrue();
    }

    @Test
    void everyOptionIsRead() {
        StandaloneOptions options = StandaloneOptions.parse(
                "--standalone",
                "--data",
                "/tmp/d",
                "--port",
                "0",
                "--once",
                "--repository",
                "https://host/a",
                "--ref",
                "v1",
                "--solution",
                "a/A.sln",
                "--dotnet-root",
                "/sdk",
                "--nuget-source",
                "/one",
                "--nuget-source",
                "/two",
                "--agent-launcher",
                "/agent");
        assertThat(options.once()).isTrue();
        assertThat(options.runBuild()).isTrue();
        assertThat(options.build().repository()).isEqualTo("https://host/a");
        assertThat(options.build().ref()).isEqualTo("v1");
        assertThat(options.build().solution()).isEqualTo("a/A.sln");
        assertThat(options.dotnetRoot()).isEqualTo("/sdk");
        assertThat(options.nugetSources()).containsExactly("/one", "/two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--port x", "--port 70000", "--port", "--data --once", "--nope", "--repository https://host/a"})
    void wrongOptionsAreNamed(String line) {
        String[] args = line.split(" ", -1);
        assertThatThrownBy(() -> StandaloneOptions.parse(args))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining(args[0]);
    }
}
