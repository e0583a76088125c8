package net.buildserver.orchestrator.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.protocol.CacheHit;
import net.buildserver.domain.protocol.ProjectUse;

/** What the shared cache is worth, and what is wrong with it. */
final class CacheMetrics {
    private static final double MILLIS = 1_000;

    private final MeterRegistry registry;
    private final Counter offered;
    private final Counter stored;
    private final Counter saved;
    private final Counter broken;

    CacheMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.offered = bytes("offered");
        this.stored = bytes("stored");
        this.saved = Counter.builder("build.server.cache.saved")
                .baseUnit("seconds")
                .description("Time that projects put in place had taken when they were built")
                .register(registry);
        this.broken = Counter.builder("build.server.cache.pack.errors")
                .description("Packs that were missing in the store or not what they should be")
                .register(registry);
    }

    private Counter bytes(String direction) {
        return Counter.builder("build.server.cache")
                .baseUnit("bytes")
                .tag("direction", direction)
                .description("Sizes of packs that agents were offered, and of new ones that they stored, by direction")
                .register(registry);
    }

    void offered(List<CacheHit> hits) {
        offered.increment((double) hits.stream().mapToLong(CacheHit::packBytes).sum());
    }

    void stored(PackRow pack) {
        stored.increment((double) pack.sizeBytes());
    }

    void verified(int equal, int different) {
        verified("equal").increment(equal);
        verified("different").increment(different);
    }

    private Counter verified(String outcome) {
        return Counter.builder("build.server.cache.verified")
                .description("Hits that were built again to compare them, by outcome")
                .tag("outcome", outcome)
                .register(registry);
    }

    void packBroken() {
        broken.increment();
    }

    void used(List<ProjectUse> projects) {
        Duration time = Duration.ZERO;
        for (ProjectUse project : projects) {
            if (project.hit() == HitKind.Full) {
                time = time.plus(project.saved());
            } else if (project.hit() == HitKind.Miss) {
                Counter.builder("build.server.cache.miss.reasons")
                        .description(
                                "Projects that had to be built, by input_class: what had changed, or why no cache was asked")
                        .tag("input_class", reason(project))
                        .register(registry)
                        .increment();
            }
        }
        saved.increment(time.toMillis() / MILLIS);
    }

    private static String reason(ProjectUse miss) {
        if (!miss.reasons().isEmpty()) {
            return "Uncacheable";
        }
        return miss.differences().isEmpty()
                ? "Unknown"
                : miss.differences().getFirst().inputClass().name();
    }
}
