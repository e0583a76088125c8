package net.buildserver.verification.measure;

import net.buildserver.verification.load.AgentFaultRun;

/**
 * Builds on real agents that are killed, stopped, cut off and run out of disk; ends with 1 if anything was lost, done twice or left.
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=AgentFaults -Dbuilds=190 -Dreal=10 -Dseed=1}
 */
final class AgentFaults {
    private static final int A_DAY = 86_400;

    private AgentFaults() {}

    public static void main(String[] args) throws Exception {
        AgentFaultRun.Size size = new AgentFaultRun.Size(
                Integer.getInteger("builds", 190),
                Integer.getInteger("real", 10),
                Integer.getInteger("seconds", A_DAY),
                Long.getLong("seed", System.nanoTime()));
        System.exit(AgentFaultRun.run(size).isEmpty() ? 0 : 1);
    }
}
