package net.buildserver.agent.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.agent.signal.StopSignal;
import org.junit.jupiter.api.Test;

class RetriesTests {
    private final List<Duration> pauses = new ArrayList<>();
    private final Retries retries = new Retries(new StopSignal(), (stop, time) -> {
        pauses.add(time);
        return false;
    });

    private void failing(int times, Duration retryAfter) {
        int[] left = {times};
        retries.run(() -> {
            if (left[0]-- > 0) {
                throw new ServerException.Unavailable("away", retryAfter);
            }
        });
    }

    @Test
    void waitsGrowFromHalfASecondToTenSeconds() {
        failing(7, null);

        List<Integer> ceilings = List.of(1, 2, 4, 8, 10, 10, 10);
        assertThat(pauses).hasSameSizeAs(ceilings);
        for (int index = 0; index < ceilings.size(); index++) {
            Duration ceiling = Duration.ofSeconds(ceilings.get(index));
            assertThat(pauses.get(index)).isBetween(ceiling.dividedBy(2), ceiling);
        }
    }

    @Test
    void agentsThatLostTheirServerTogetherDoNotComeBackTogether() {
        for (int agent = 0; agent < 50; agent++) {
            failing(1, null);
        }

        assertThat(pauses.stream().distinct()).hasSizeGreaterThan(40);
    }

    @Test
    void serverIsLeftAloneAsLongAsItAsksButNoLongerThanFiveMinutes() {
        failing(1, Duration.ofSeconds(42));
        failing(1, Duration.ofHours(1));

        assertThat(pauses).containsExactly(Duration.ofSeconds(42), Duration.ofMinutes(5));
    }
}
