package net.buildserver.verification.measure;

import net.buildserver.verification.load.FaultRun;

/**
 * The long form of the fault suite; ends with 1 if an invariant was broken.
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=Faults -Dfaults=10000 -Dseed=1}
 */
final class Faults {
    private static final int A_DAY = 86_400;

    private Faults() {}

    public static void main(String[] args) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        int agents = Integer.getInteger("agents", 16);
        boolean clocks = Boolean.parseBoolean(System.getProperty("clocks", "true"));
        if (!FaultRun.run(
                        seed,
                        Integer.getInteger("faults", 10_000),
                        Integer.getInteger("seconds", A_DAY),
                        agents,
                        clocks)
                .isEmpty()) {
            System.exit(1);
        }
    }
}
