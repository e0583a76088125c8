package net.buildserver.verification.measure;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.verification.endtoend.ServerUnderMeasurement;

/**
 * What a Clean build through the server costs more than the same commands by hand: paired runs of the sample, each pair one
 * after the other on the same machine, compared by the median of their ratios.
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=CleanBuildOverhead -Dpairs=5}
 */
final class CleanBuildOverhead {

    private CleanBuildOverhead() {}

    public static void main(String[] args) throws IOException {
        var pairs = Integer.getInteger("pairs", 5);
        try (var server = ServerUnderMeasurement.start()) {
            var byHand = new HandBuild(server.dotnetRoot(), server.packageSource(), server.folder());
            // Both sides once without counting: packages are unpacked, files are in the page cache.
            byHand.run(server.repository());
            server.build();
            var ratios = new ArrayList<Double>();
            System.out.println("pair  by hand  server  ratio");
            for (var pair = 1; pair <= pairs; pair++) {
                ratios.add(measure(pair, server, byHand));
            }
            System.out.printf("median ratio %.3f of %d pairs%n", median(ratios), pairs);
        }
    }

    private static double measure(int pair, ServerUnderMeasurement server, HandBuild byHand) throws IOException {
        Duration hand;
        Duration served;
        // The order alternates, so that neither side always profits from the other.
        if (pair % 2 == 0) {
            hand = byHand.run(server.repository());
            served = server.build();
        } else {
            served = server.build();
            hand = byHand.run(server.repository());
        }
        var ratio = (double) served.toMillis() / hand.toMillis();
        System.out.printf("%4d  %7.2f  %6.2f  %5.3f%n", pair, seconds(hand), seconds(served), ratio);
        return ratio;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
