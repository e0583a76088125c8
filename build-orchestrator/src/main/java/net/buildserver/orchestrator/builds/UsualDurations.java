package net.buildserver.orchestrator.builds;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.buildserver.orchestrator.platform.Ages;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long builds of a project and strategy usually take: the median of the last 20 that succeeded. A page of builds takes one
 * statement, and none while what it needs was read within the last minute.
 */
final class UsualDurations {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();

    UsualDurations(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What durations belong to. */
    private record Key(String project, String strategy) {
        static Key of(Build build) {
            return new Key(build.projectName(), build.strategy().name());
        }
    }

    private record Kept(Instant read, @Nullable Double seconds) {}

    private record Row(
            String project, String strategy, @Nullable Double seconds) {}

    /** Returns the usual durations of these builds, by their place in the list. */
    List<Optional<Duration>> of(Collection<Build> builds) {
        Instant now = clock.instant();
        Map<Key, Kept> known = new HashMap<>();
        List<Key> missing = new ArrayList<>();
        for (Key key : builds.stream().map(Key::of).distinct().toList()) {
            Kept value = kept.get(key);
            if (value != null && Ages.isYounger(value.read(), FRESH, now)) {
                known.put(key, value);
            } else {
                missing.add(key);
            }
        }
        known.putAll(read(missing, now));
        return builds.stream().map(build -> duration(known.get(Key.of(build)))).toList();
    }

    private Map<Key, Kept> read(List<Key> missing, Instant now) {
        Map<Key, Kept> found = new HashMap<>();
        if (missing.isEmpty()) {
            return found;
        }
        for (Row row : Rows.list(jdbc.sql("""
                        select w.project, w.strategy, (
                          select percentile_cont(0.5) within group (order by seconds) from (
                            select extract(epoch from ended_at - started_at)::float8 as seconds from builds b
                            where b.project_name = w.project and b.strategy = w.strategy and b.status = 'Succeeded'
                            order by ended_at desc limit 20) own) as seconds
                        from unnest(:projects::text[], :strategies::text[]) as w(project, strategy)""")
                .param("projects", missing.stream().map(Key::project).toArray(String[]::new))
                .param("strategies", missing.stream().map(Key::strategy).toArray(String[]::new))
                .query(Rows.of(Row.class)))) {
            found.put(new Key(row.project(), row.strategy()), new Kept(now, row.seconds()));
        }
        if (kept.size() > MOST) {
            kept.clear();
        }
        kept.putAll(found);
        return found;
    }

    private static Optional<Duration> duration(@Nullable Kept kept) {
        Double seconds = kept == null ? null : kept.seconds();
        return seconds == null ? Optional.empty() : Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
    }
}
