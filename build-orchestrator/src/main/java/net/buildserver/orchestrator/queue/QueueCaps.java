package net.buildserver.orchestrator.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.orchestrator.platform.Ages;
import net.buildserver.orchestrator.status.DiskSpace;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Refuses builds when too many wait, or when there is no room for what they leave behind. The counts are at most a second old plus what this node has taken since, so a cap may be
 * passed by what other nodes take within that second.
 */
public class QueueCaps {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final QueueSettings settings;
    private final DiskSpace disk;
    private final InstantSource clock;
    private Instant counted = Instant.MIN;
    private Map<String, Long> pools = Map.of();
    private Map<String, Long> projects = Map.of();

    QueueCaps(JdbcClient jdbc, QueueSettings settings, DiskSpace disk, InstantSource clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.disk = disk;
        this.clock = clock;
    }

    private record Count(String pool, String project, long waiting) {}

    /**
     * Counts one more build of {@code project} that waits for {@code pool}.
     *
     * @throws QueueFullException if as many wait as may
     * @throws net.buildserver.orchestrator.status.DiskLowException if there is no room for more
     */
    public synchronized void admit(BuildTargetType pool, String project) {
        disk.requireRoom();
        if (!Ages.isYounger(counted, FRESH, clock.instant())) {
            count();
        }
        check("the pool " + pool, pools.getOrDefault(pool.name(), 0L), settings.maxWaitingPerPool());
        check("the project " + project, projects.getOrDefault(project, 0L), settings.maxWaitingPerProject());
        pools.merge(pool.name(), 1L, Long::sum);
        projects.merge(project, 1L, Long::sum);
    }

    private static void check(String what, long waiting, int most) {
        if (waiting >= most) {
            throw new QueueFullException(what, waiting, most);
        }
    }

    private void count() {
        Map<String, Long> byPool = new HashMap<>();
        Map<String, Long> byProject = new HashMap<>();
        jdbc.sql("""
                        select target_pool, project_name, count(*) as waiting from builds
                        where status in ('AwaitingApproval', 'Queued') group by target_pool, project_name
                        """)
                .query((row, number) ->
                        new Count(row.getString("target_pool"), row.getString("project_name"), row.getLong("waiting")))
                .list()
                .forEach(count -> {
                    byPool.merge(count.pool(), count.waiting(), Long::sum);
                    byProject.merge(count.project(), count.waiting(), Long::sum);
                });
        pools = byPool;
        projects = byProject;
        counted = clock.instant();
    }
}
