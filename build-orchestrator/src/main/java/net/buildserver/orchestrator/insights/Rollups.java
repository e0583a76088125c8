package net.buildserver.orchestrator.insights;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import net.buildserver.orchestrator.platform.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts builds that have ended, a batch in one transaction that also takes them off the list: whatever breaks it off, each
 * build counts once. One node counts at a time.
 */
class Rollups {
    private static final Logger LOG = LoggerFactory.getLogger(Rollups.class);
    private static final long LOCK = 0x696E7369676874L;
    private static final int BATCH = 500;

    /** Longer ago, days are fine enough. */
    static final Duration HOURS_KEPT = Duration.ofDays(35);

    private static final Duration DAYS_KEPT = Duration.ofDays(800);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    Rollups(JdbcClient jdbc, TransactionTemplate transactions, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Counts until nothing waits or another node counts. */
    void run() {
        int counted;
        do {
            counted = attempt(BATCH);
        } while (counted == BATCH);
    }

    /** Counts at most {@code most} builds; returns how many. What fails in a batch is found by counting one by one. */
    private int attempt(int most) {
        try {
            return inTransaction(most, false);
        } catch (NonTransientDataAccessException broken) {
            if (most > 1) {
                LOG.warn("Builds cannot be counted together and are counted one by one.", broken);
                for (int i = 0; i < most; i++) {
                    attempt(1);
                }
                return most;
            }
            LOG.error("A build cannot be counted and is left out of the insights.", broken);
            return inTransaction(1, true);
        }
    }

    private int inTransaction(int most, boolean leaveOut) throws DataAccessException {
        Integer counted = transactions.execute(status -> batch(most, leaveOut));
        return counted == null ? 0 : counted;
    }

    private int batch(int most, boolean leaveOut) {
        boolean mine = Boolean.TRUE.equals(jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single());
        if (!mine) {
            return 0;
        }
        List<UUID> builds = Rows.list(jdbc.sql("select build_id from uncounted_builds order by id limit :most")
                .param("most", most)
                .query(UUID.class));
        UUID[] ids = builds.toArray(UUID[]::new);
        if (ids.length > 0) {
            if (!leaveOut) {
                count(RollupStatements.BUILDS, ids);
                count(RollupStatements.AGENTS, ids);
                count(RollupStatements.TESTS, ids);
            }
            count("delete from uncounted_builds where build_id = any(:ids)", ids);
        }
        return ids.length;
    }

    private void count(String sql, UUID[] ids) {
        jdbc.sql(sql).param("ids", ids).update();
    }

    /** Forgets hours and days that nobody can ask for any more. */
    void prune() {
        jdbc.sql("""
                        delete from build_rollups where grain = 'hour' and start < :hours or grain = 'day' and start < :days
                        """)
                .param("hours", clock.instant().minus(HOURS_KEPT).atOffset(ZoneOffset.UTC))
                .param("days", clock.instant().minus(DAYS_KEPT).atOffset(ZoneOffset.UTC))
                .update();
        for (String table : List.of("agent_rollups", "test_rollups")) {
            jdbc.sql("delete from " + table + " where day < :days")
                    .param("days", clock.instant().minus(DAYS_KEPT).atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
