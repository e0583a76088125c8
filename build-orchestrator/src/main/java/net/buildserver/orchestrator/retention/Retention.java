package net.buildserver.orchestrator.retention;

import java.util.List;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.artifacts.store.StoreUnavailableException;
import net.buildserver.orchestrator.platform.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes what is no longer kept, or tells what it would delete. */
public class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final RetentionPlans plans;
    private final Removals removals;
    private final BlobStore store;
    private final RetentionDefaults defaults;

    Retention(JdbcClient jdbc, RetentionPlans plans, Removals removals, BlobStore store, RetentionDefaults defaults) {
        this.jdbc = jdbc;
        this.plans = plans;
        this.removals = removals;
        this.store = store;
        this.defaults = defaults;
    }

    /** Returns how long what is kept. */
    public RetentionDefaults defaults() {
        return defaults;
    }

    /** Returns what the next run deletes. */
    public RetentionReport plan() {
        return plans.plan(BATCH, null);
    }

    /** Deletes a batch; whatever breaks it off, the next run goes on. */
    public RetentionReport run() {
        RetentionReport report = plans.plan(BATCH, null);
        report.builds().forEach(removals::build);
        report.artifactsOf().forEach(removals::artifacts);
        report.logsOf().forEach(removals::logs);
        report.testsOf().forEach(removals::tests);
        removeObjects();
        if (report.bytes() > 0 || !report.builds().isEmpty()) {
            LOG.info(
                    "Retention removed {} builds and {} bytes.", report.builds().size(), report.bytes());
        }
        return report;
    }

    private void removeObjects() {
        List<String> doomed =
                Rows.list(jdbc.sql("select object_key from doomed_objects order by object_key limit :batch")
                        .param("batch", 10 * BATCH)
                        .query(String.class));
        for (String key : doomed) {
            try {
                store.delete(key);
            } catch (StoreUnavailableException away) {
                LOG.warn("The store is away; {} objects are removed later.", doomed.size());
                return;
            }
            jdbc.sql("delete from doomed_objects where object_key = :key")
                    .param("key", key)
                    .update();
        }
    }
}
