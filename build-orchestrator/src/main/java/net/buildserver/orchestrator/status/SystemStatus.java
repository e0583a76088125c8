package net.buildserver.orchestrator.status;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.buildserver.orchestrator.OrchestratorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * What of the system is away, looked up every few seconds. It only tells: each feature copes with an absence by itself, and goes
 * on by itself when the part is back.
 */
public class SystemStatus {
    private static final Logger LOG = LoggerFactory.getLogger(SystemStatus.class);

    private final List<PartCheck> checks;
    private final InstantSource clock;
    private final Map<String, PartStatus> parts = new ConcurrentHashMap<>();

    SystemStatus(List<PartCheck> checks, MeterRegistry meters, InstantSource clock) {
        this.checks = List.copyOf(checks);
        this.clock = clock;
        checks.forEach(check -> Gauge.builder("build.server.part.up", () -> isUp(check.part()) ? 1 : 0)
                .description("1 while what the server needs is there, else 0")
                .tag("part", check.part())
                .register(meters));
    }

    /** Returns each part as it was seconds ago, in a fixed order. */
    public List<PartStatus> parts() {
        return checks.stream()
                .map(check ->
                        parts.getOrDefault(check.part(), new PartStatus(check.part(), true, clock.instant(), null)))
                .toList();
    }

    /** Returns whether the part was there seconds ago. */
    public boolean isUp(String part) {
        PartStatus status = parts.get(part);
        return status == null || status.up();
    }

    /** Looks at every part now. */
    public void look() {
        checks.forEach(this::look);
    }

    private void look(PartCheck check) {
        boolean up = true;
        String reason = "";
        try {
            check.check();
        } catch (DataAccessException | OrchestratorException away) {
            up = false;
            reason = String.valueOf(away.getMessage());
        }
        PartStatus before = parts.get(check.part());
        if (before != null && before.up() == up) {
            return;
        }
        if (!up) {
            LOG.warn("The {} is away: {} {}", check.part(), reason, check.effect());
        } else if (before != null) {
            LOG.info("The {} is back.", check.part());
        }
        Instant now = clock.instant();
        parts.put(check.part(), new PartStatus(check.part(), up, now, up ? null : check.effect()));
    }
}
