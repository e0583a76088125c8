package net.buildserver.agent.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpreadPausesTests {
    private static final int AGENTS = 1000;

    private final ServerException.Unavailable lost = ServerException.Unavailable.connectionLost("Connection reset");
    private final ServerException.Unavailable later = new ServerException.Unavailable("503", null);
    private final ServerException.Unavailable laterByTwoSeconds =
            new ServerException.Unavailable("503", Duration.ofSeconds(2));
    private final Random random = new Random(36);

    @Test
    void lostConnectionCostsARandomPartOfThePeriodAndThenTheWholeOfIt() {
        SpreadPauses pauses = new SpreadPauses(random);

        assertThat(pauses.after(lost)).isLessThan(SpreadPauses.PERIOD);
        assertThat(pauses.after(lost)).isEqualTo(SpreadPauses.PERIOD);
        assertThat(pauses.after(later)).isEqualTo(SpreadPauses.PERIOD);
    }

    @Test
    void oneAnswerThatWasNoneIsTriedAgainSoon() {
        SpreadPauses pauses = new SpreadPauses(random);

        assertThat(pauses.after(later)).isLessThan(SpreadPauses.SOON);
        assertThat(pauses.after(later)).isLessThan(SpreadPauses.PERIOD);
        assertThat(pauses.after(later)).isEqualTo(SpreadPauses.PERIOD);
    }

    @Test
    void serverIsLeftAloneForAsLongAsItAsks() {
        SpreadPauses pauses = new SpreadPauses(random);

        assertThat(pauses.after(laterByTwoSeconds)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
        assertThat(pauses.after(laterByTwoSeconds))
                .isBetween(Duration.ofSeconds(2), SpreadPauses.PERIOD.plusSeconds(2));
        assertThat(pauses.after(new ServerException.Unavailable("429", Duration.ofSeconds(42))))
                .isEqualTo(Duration.ofSeconds(42));
        assertThat(pauses.after(new ServerException.Unavailable("429", Duration.ofHours(1))))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void afterAnyTimeAwayAllAreBackWithinTenSecondsAndFewInEachOfThem() {
        for (Duration away :
                List.of(Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofSeconds(14), Duration.ofMinutes(3))) {
            List<Long> arrivals = arrivals(away);

            assertThat(Collections.max(arrivals)).as("away for " + away).isLessThan(10_000);
            for (long second = 0; second < 10_000; second += 1000) {
                long from = second;
                assertThat(arrivals.stream().filter(at -> at >= from && at < from + 1000))
                        .as("second " + from + " after " + away)
                        // By chance alone, 102 of 1,000 are 130 in one of ten seconds once in a hundred times.
                        .hasSizeLessThan(AGENTS * 14 / 100);
            }
        }
    }

    /** When agents that poll at once lose their server, are they back: in ms after it is. */
    private List<Long> arrivals(Duration away) {
        List<Long> arrivals = new ArrayList<>();
        for (int agent = 0; agent < AGENTS; agent++) {
            SpreadPauses pauses = new SpreadPauses(random);
            Duration at = Duration.ZERO;
            while (at.compareTo(away) < 0) {
                at = at.plus(pauses.after(lost));
            }
            arrivals.add(at.minus(away).toMillis());
        }
        return arrivals;
    }
}
