package net.buildserver.orchestrator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgesTests {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Instant SINCE = Instant.ofEpochSecond(1000);

    @Test
    void whatIsKeptIsYoungUntilItsTimeIsOver() {
        assertThat(Ages.isYounger(SINCE, LIMIT, SINCE)).isTrue();
        assertThat(Ages.isYounger(SINCE, LIMIT, SINCE.plusMillis(4999))).isTrue();
        assertThat(Ages.isYounger(SINCE, LIMIT, SINCE.plus(LIMIT))).isFalse();
        assertThat(Ages.isYounger(Instant.MIN, LIMIT, SINCE)).isFalse();
    }

    @Test
    void clockThatIsSetBackMakesNothingYoung() {
        assertThat(Ages.isYounger(SINCE, LIMIT, SINCE.minusMillis(1))).isFalse();
        assertThat(Ages.isYounger(SINCE, LIMIT, SINCE.minus(Duration.ofMinutes(20))))
                .isFalse();
    }
}
