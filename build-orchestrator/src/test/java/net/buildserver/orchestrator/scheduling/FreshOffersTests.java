package net.buildserver.orchestrator.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import net.buildserver.domain.protocol.TaskOffer;
import org.junit.jupiter.api.Test;

class FreshOffersTests {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final FreshOffers offers = new FreshOffers();
    private final TaskOffer offer = new TaskOffer(new UUID(0, 1), new UUID(0, 2), "Project", Duration.ofSeconds(10));

    @Test
    void offerIsHandedOnceToThePollThatItWasMadeFor() {
        offers.put("agent", offer, NOON);

        assertThat(offers.take("other", NOON)).isEmpty();
        assertThat(offers.take("agent", NOON.minusMillis(1))).contains(offer);
        assertThat(offers.take("agent", NOON.minusMillis(1))).isEmpty();
    }

    /** The agent had it from the node that held its poll, did the build, and polls here now. */
    @Test
    void offerOfAnEarlierPollIsForgotten() {
        offers.put("agent", offer, NOON);

        assertThat(offers.take("agent", NOON.plusNanos(1000))).isEmpty();
        assertThat(offers.take("agent", NOON.minusMillis(1))).isEmpty();
    }
}
