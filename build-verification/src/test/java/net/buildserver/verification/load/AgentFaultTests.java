package net.buildserver.verification.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The short form of the faults of real agents; the long one is the program {@code AgentFaults}. */
@EnabledOnOs(OS.LINUX)
class AgentFaultTests {
    private static final int BUILDS = 6;
    private static final int SECONDS = 60;

    @Test
    void noFaultOfAnAgentLosesOrRepeatsAResultOrLeavesAProcess() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());

        assertThat(AgentFaultRun.run(new AgentFaultRun.Size(BUILDS, 0, SECONDS, seed)))
                .as("seed " + seed)
                .isEmpty();
    }
}
