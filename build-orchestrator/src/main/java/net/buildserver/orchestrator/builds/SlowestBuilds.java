package net.buildserver.orchestrator.builds;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** The slowest builds that ended on this node in the last day; each hour keeps its slowest, so that memory stays small. */
final class SlowestBuilds {
    private static final int SHOWN = 10;
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Comparator<Slow> SLOWEST_FIRST =
            Comparator.comparingDouble(Slow::seconds).reversed();

    private final TreeMap<Long, List<Slow>> hours = new TreeMap<>();
    private final MultiGauge gauge;
    private List<Slow> shown = List.of();

    private record Slow(UUID build, String project, String strategy, double seconds) {}

    SlowestBuilds(MeterRegistry registry) {
        this.gauge = MultiGauge.builder("build.server.slowest.builds")
                .baseUnit("seconds")
                .description("How long the ten slowest builds took that ended on this node in the last day,"
                        + " by build, project and strategy")
                .register(registry);
    }

    synchronized void ended(UUID build, String project, String strategy, Instant from, Instant to) {
        double seconds = Duration.between(from, to).toMillis() / 1000.0;
        List<Slow> hour = hours.computeIfAbsent(hour(to), _ -> new ArrayList<>());
        hour.add(new Slow(build, project, strategy, seconds));
        hour.sort(SLOWEST_FIRST);
        if (hour.size() > SHOWN) {
            hour.removeLast();
        }
        show(to);
    }

    /** Forgets what is older than a day. */
    synchronized void show(Instant now) {
        hours.headMap(hour(now.minus(KEPT))).clear();
        List<Slow> slowest = hours.values().stream()
                .flatMap(List::stream)
                .sorted(SLOWEST_FIRST)
                .limit(SHOWN)
                .toList();
        // Seldom so, and registering gauges costs more than all other metrics of a build.
        if (!slowest.equals(shown)) {
            shown = slowest;
            gauge.register(slowest.stream().<Row<?>>map(SlowestBuilds::row).toList(), true);
        }
    }

    private static Row<?> row(Slow slow) {
        return Row.of(
                Tags.of("build", slow.build().toString(), "project", slow.project(), "strategy", slow.strategy()),
                slow.seconds());
    }

    private static long hour(Instant time) {
        return time.getEpochSecond() / Duration.ofHours(1).toSeconds();
    }
}
