package net.buildserver.orchestrator.cache;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.KeyDifference;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.ProjectState;
import net.buildserver.domain.protocol.ProjectUse;
import net.buildserver.orchestrator.platform.StoredJson;
import org.jspecify.annotations.Nullable;

/** A project's use of the cache in the form in which it is stored; the fields are named as in the statement that writes it. */
record StoredUse(
        String path,
        String framework,
        String configuration,
        String platform,
        String key,
        HitKind hit,
        @Nullable String origin,
        long duration,
        long saved,
        List<String> dependencies,
        List<KeyDifference> differences,
        int moreDifferences,
        List<String> reasons,
        ProjectState state) {
    static StoredUse of(ProjectUse use) {
        ProjectId project = use.project();
        return new StoredUse(
                project.path(),
                project.framework(),
                project.configuration(),
                project.platform(),
                use.key(),
                use.hit(),
                use.origin(),
                use.duration().toMillis(),
                use.saved().toMillis(),
                use.dependencies(),
                use.differences(),
                use.moreDifferences(),
                use.reasons(),
                use.state());
    }

    static BuiltProject read(ResultSet row) throws SQLException {
        ProjectId project = new ProjectId(
                row.getString("path"),
                row.getString("framework"),
                row.getString("configuration"),
                row.getString("platform"));
        return new BuiltProject(
                row.getString("agent_id"),
                new ProjectUse(
                        project,
                        row.getString("key"),
                        HitKind.valueOf(row.getString("hit")),
                        row.getString("origin"),
                        Duration.ofMillis(row.getLong("duration_ms")),
                        Duration.ofMillis(row.getLong("saved_ms")),
                        List.of(StoredJson.read(row.getString("dependencies"), String[].class)),
                        List.of(StoredJson.read(row.getString("differences"), KeyDifference[].class)),
                        row.getInt("more_differences"),
                        List.of(StoredJson.read(row.getString("reasons"), String[].class)),
                        ProjectState.valueOf(row.getString("state"))));
    }
}
