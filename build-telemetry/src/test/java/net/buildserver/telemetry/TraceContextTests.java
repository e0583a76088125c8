package net.buildserver.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTests {
    private static final UUID BUILD = UUID.fromString("4bf92f35-77b3-4da6-a3ce-929d0e0e4736");

    @Test
    void placesFollowFromWhatTheyStandFor() {
        TraceContext root = TraceContext.ofBuild(BUILD, 1);

        assertThat(root.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(root).isEqualTo(TraceContext.ofBuild(BUILD, 1));
        assertThat(root.attempt(BUILD).stage("Build"))
                .isEqualTo(root.attempt(BUILD).stage("Build"));
        assertThat(root.attempt(BUILD).stage("Build"))
                .isNotEqualTo(root.attempt(BUILD).stage("Test"));
        assertThat(root.child("a").spanId()).matches("[0-9a-f]{16}").isNotEqualTo(root.spanId());
    }

    @Test
    void headerIsReadAsItIsWritten() {
        TraceContext recorded = TraceContext.ofBuild(BUILD, 1);
        TraceContext other = TraceContext.ofBuild(BUILD, 0);

        assertThat(TraceContext.parse(recorded.header())).contains(recorded);
        assertThat(TraceContext.parse(other.header())).contains(other);
        assertThat(other.sampled()).isFalse();
        assertThat(TraceContext.parse("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03-later"))
                .hasValueSatisfying(later -> assertThat(later.sampled()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\nInjected: yes"
            })
    void whatIsNoPlaceIsNone(String header) {
        assertThat(TraceContext.parse(header)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 1})
    void shareOfBuildsIsAsAskedAndTheSameOnEveryNode(double ratio) {
        long recorded = IntStream.range(0, 5_000)
                .mapToObj(
                        number -> UUID.nameUUIDFromBytes(String.valueOf(number).getBytes(StandardCharsets.UTF_8)))
                .filter(build -> TraceContext.ofBuild(build, ratio).sampled())
                .count();

        assertThat(recorded / 5_000.0).isCloseTo(ratio, within(0.03));
    }
}
