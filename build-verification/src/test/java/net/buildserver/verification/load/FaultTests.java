package net.buildserver.verification.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short form of the fault suite; the long one is a program of {@code measure}. */
class FaultTests {
    private static final int FAULTS = 300;
    private static final int SECONDS = 20;
    private static final int AGENTS = 8;

    @Test
    void noFaultBreaksAnInvariant() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());

        assertThat(FaultRun.run(seed, FAULTS, SECONDS, AGENTS, false))
                .as("seed " + seed)
                .isEmpty();
    }
}
