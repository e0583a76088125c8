package net.buildserver.orchestrator.builds;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells which builds have changed since a point in time, the same on every node. A point is the number of the oldest transaction
 * that was still running then: whatever commits later has this number or a higher one, so that nothing is missed. What had
 * committed already may come once more.
 */
public class BuildChanges {
    private static final String SINCE = """
            with horizon as (
              select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as next,
                pg_snapshot_xmax(pg_current_snapshot())::text::bigint as ahead),
            changed as (
              select b.id, b.changed_in from builds b, horizon where b.changed_in >= :since and b.changed_in < ahead
              union all
              select a.build_id, s.changed_in from stages s join attempts a on a.id = s.attempt_id, horizon
              where s.changed_in >= :since and s.changed_in < ahead)
            select h.next, c.id, max(c.changed_in) as changed_in from horizon h left join changed c on true
            group by h.next, c.id order by max(c.changed_in) limit :limit""";

    private final JdbcClient jdbc;
    private final BuildDirectory directory;

    BuildChanges(JdbcClient jdbc, BuildDirectory directory) {
        this.jdbc = jdbc;
        this.directory = directory;
    }

    /**
     * A build that has changed.
     *
     * @param buildId the build
     * @param transaction number of the transaction that changed it last; the same change has the same number
     */
    public record Change(UUID buildId, long transaction) {}

    /**
     * What has changed.
     *
     * @param next point to ask from the next time
     * @param changes builds that have changed, in the order of their last change
     * @param isWhole whether these are all; otherwise everything must be read anew
     */
    public record Changes(long next, List<Change> changes, boolean isWhole) {}

    private record Row(long next, UUID id, Long changedIn) {}

    /** Returns the present point. */
    public long now() {
        return jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                .query(Long.class)
                .single();
    }

    /** Returns what has changed since {@code point}, at most {@code limit} builds. */
    public Changes since(long point, int limit) {
        List<Row> rows = jdbc.sql(SINCE)
                .param("since", point)
                .param("limit", limit + 1)
                .query((row, _) -> new Row(
                        row.getLong("next"), row.getObject("id", UUID.class), row.getObject("changed_in", Long.class)))
                .list();
        List<Change> changes = rows.stream()
                .filter(row -> row.id() != null)
                .limit(limit)
                .map(row -> new Change(row.id(), row.changedIn()))
                .toList();
        return new Changes(rows.getFirst().next(), changes, rows.size() <= limit);
    }

    /** Returns these builds as they stand now; those that are gone are left out. */
    public List<Build> read(List<UUID> buildIds) {
        return directory.find(buildIds);
    }
}
