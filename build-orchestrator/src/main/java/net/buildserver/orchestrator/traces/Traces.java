package net.buildserver.orchestrator.traces;

import java.util.UUID;
import net.buildserver.telemetry.TraceContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The traces of builds: which are recorded, and which are still to be told. */
public class Traces {
    private final JdbcClient jdbc;
    private final double ratio;

    Traces(JdbcClient jdbc, TraceSettings settings) {
        this.jdbc = jdbc;
        this.ratio = settings.isOn() ? settings.samplingRatio() : 0;
    }

    /** Returns the place of a build's root span; every node gives the same. */
    public TraceContext of(UUID buildId) {
        return TraceContext.ofBuild(buildId, ratio);
    }

    /** Notes, within the transaction that ends a build, that its spans are to be told. */
    public void ended(UUID buildId) {
        if (of(buildId).sampled()) {
            jdbc.sql("insert into untraced_builds (build_id) values (:build) on conflict do nothing")
                    .param("build", buildId)
                    .update();
        }
    }
}
