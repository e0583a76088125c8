package net.buildserver.verification.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short form of the fault suite; the long one is a program of {@code measure}. */
class FaultTests {
    private static final int FAULTS = 60;
    private static final int SECONDS = 60;

    @Test
    void noFaultBreaksAnInvariant() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());

        assertThat(FaultRun.run(seed, FAULTS, SECONDS)).as("seed " + seed).isEmpty();
    }
}
