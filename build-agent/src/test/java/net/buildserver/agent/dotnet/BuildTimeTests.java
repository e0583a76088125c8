package net.buildserver.agent.dotnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildTimeTests {
    @Test
    void ticksOfDotnetAreTimes() {
        BuildTime time =
                BuildTime.parse("639028224000000001 639028224015000001").orElseThrow();

        assertThat(time.start()).isEqualTo(Instant.parse("2026-01-01T00:00:00.000000100Z"));
        assertThat(time.duration()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void clockThatWasSetBackGivesNoNegativeTime() {
        assertThat(BuildTime.parse("639028224000000001 639028223000000001")
                        .orElseThrow()
                        .duration())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 639028224000000001", "now later", "9999999999999999999 9999999999999999999"})
    void anythingElseIsNoTime(String text) {
        assertThat(BuildTime.parse(text)).isEmpty();
    }
}
