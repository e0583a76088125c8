package net.buildserver.orchestrator.results;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.CacheUse;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.AfterCommit;

/** What follows a report once its transaction has committed: whoever watches the build looks again, and the cache is counted. */
final class ReportEffects {
    private final Signals signals;
    private final Counter hits;
    private final Counter misses;

    ReportEffects(Signals signals, MeterRegistry registry) {
        this.signals = signals;
        this.hits = Counter.builder("build.server.cache.hits")
                .description("Projects whose outputs came from the cache")
                .register(registry);
        this.misses = Counter.builder("build.server.cache.misses")
                .description("Projects of cached builds that had to be built")
                .register(registry);
        Gauge.builder("build.server.cache.hit", this, ReportEffects::hitRate)
                .baseUnit("ratio")
                .description("Share of hits among all look-ups of this server's lifetime, 0 to 1")
                .register(registry);
    }

    void applied(UUID buildId, AttemptReport report) {
        AfterCommit.run(() -> {
            CacheUse cache = report.cache();
            if (cache != null) {
                hits.increment(cache.hits());
                misses.increment(cache.misses());
            }
            signals.publish("build:" + buildId);
        });
    }

    private double hitRate() {
        double all = hits.count() + misses.count();
        return all == 0 ? 0 : hits.count() / all;
    }
}
