package net.buildserver.orchestrator.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.buildserver.orchestrator.platform.StoredJson;
import net.buildserver.orchestrator.testing.EmbeddedServices;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class HistogramTests {
    private static final int SIZE = 20_000;

    @Test
    void percentilesOfMergedHistogramsAreWithinTenPerCent() {
        JdbcClient jdbc = EmbeddedServices.freshDatabase().jdbc();
        Random random = new Random(7);
        double[] seconds = random.doubles(SIZE)
                .map(share -> 2 * Math.exp(5 * share * share))
                .toArray();
        Histogram histogram = new Histogram();
        for (int part = 0; part < 4; part++) {
            Map<String, Long> counts = new TreeMap<>();
            for (int i = part * SIZE / 4; i < (part + 1) * SIZE / 4; i += 50) {
                counts.merge(bucket(jdbc, seconds[i]), 1L, Long::sum);
            }
            histogram.add(StoredJson.write(counts));
        }

        double[] sample = new double[SIZE / 50];
        Arrays.setAll(sample, i -> seconds[i * 50]);
        Arrays.sort(sample);
        for (double share : new double[] {0.1, 0.5, 0.9, 0.95}) {
            double exact = sample[(int) Math.ceil(share * sample.length) - 1];
            assertThat(histogram.percentile(share)).isCloseTo(exact, within(exact * 0.1));
        }
    }

    @Test
    void extremesFallIntoTheOutermostBuckets() {
        JdbcClient jdbc = EmbeddedServices.freshDatabase().jdbc();
        assertThat(bucket(jdbc, -3)).isEqualTo("0");
        assertThat(bucket(jdbc, 0)).isEqualTo("0");
        assertThat(bucket(jdbc, 1e12)).isEqualTo("90");
    }

    @Test
    void nothingHasNoPercentile() {
        assertThat(new Histogram().percentile(0.5)).isNull();
    }

    private static String bucket(JdbcClient jdbc, double seconds) {
        return jdbc.sql("select duration_bucket(:seconds)")
                .param("seconds", seconds)
                .query(Integer.class)
                .single()
                .toString();
    }
}
