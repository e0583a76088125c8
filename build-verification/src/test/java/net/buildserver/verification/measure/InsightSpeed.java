package net.buildserver.verification.measure;

import net.buildserver.verification.load.InsightHistory;

/**
 * How long insights take after ten million builds; {@code -Dbuilds} changes the number:
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=InsightSpeed}
 */
final class InsightSpeed {
    private InsightSpeed() {}

    public static void main(String[] args) throws Exception {
        InsightHistory.run(Integer.getInteger("builds", 10_000_000));
    }
}
