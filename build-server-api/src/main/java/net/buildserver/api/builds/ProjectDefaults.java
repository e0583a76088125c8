package net.buildserver.api.builds;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.Remembered;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * What builds of a project ask for where their requests leave it out; the only writer of its table. Each node remembers all of them:
 * a signal empties the memory when some change, and its age bounds what a lost signal costs, so that a submit asks nothing more.
 */
@Component
class ProjectDefaults {
    private static final String SIGNAL = "project-defaults";
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final JdbcClient database;
    private final Signals signals;
    private final JsonMapper json;
    /** Ignores what only a newer server knows. */
    private final ObjectReader reader;

    private final Remembered<Map<String, String>> byProject;

    ProjectDefaults(JdbcClient database, Signals signals, InstantSource clock, JsonMapper json) {
        this.database = database;
        this.signals = signals;
        this.json = json;
        this.reader = json.readerFor(CreateBuildBody.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.byProject = new Remembered<>(
                REMEMBERED, clock, () -> rows().stream().collect(Collectors.toMap(Row::projectName, Row::defaults)));
        // For as long as the application lives, so that nobody ends the subscription.
        Signals.Subscription _ = signals.subscribe(SIGNAL, byProject::forget);
    }

    private record Row(String projectName, String defaults, String changedBy, Instant changedAt) {}

    /** Returns the defaults of all projects that have any, by name. */
    List<ProjectDefaultsView> list() {
        return rows().stream().map(this::view).toList();
    }

    /** Returns the defaults of a project as they are now, or empty if it has none. */
    Optional<ProjectDefaultsView> find(String project) {
        return database.sql("select * from project_defaults where project_name = :project")
                .param("project", project)
                .query(Rows.of(Row.class))
                .optional()
                .map(this::view);
    }

    /** Returns what to fill requests of the project with, at most seconds old. */
    CreateBuildBody of(@Nullable String project) {
        Map<String, String> all = byProject.get();
        String defaults = project == null ? null : all.get(project);
        return defaults == null ? CreateBuildBody.NOTHING : reader.readValue(defaults);
    }

    /** Sets the defaults of a project, which were checked, in place of those that it had. */
    ProjectDefaultsView set(String project, CreateBuildBody defaults, String by) {
        Row row = database.sql("""
                        insert into project_defaults (project_name, defaults, changed_by) values (:project, :defaults, :by)
                        on conflict (project_name) do update
                        set defaults = excluded.defaults, changed_by = excluded.changed_by, changed_at = now()
                        returning *""")
                .param("project", project)
                .param("defaults", json.writeValueAsString(defaults))
                .param("by", by)
                .query(Rows.of(Row.class))
                .single();
        signals.publish(SIGNAL);
        return view(row);
    }

    /** Takes the defaults of a project away; returns whether there were any. */
    boolean remove(String project) {
        int removed = database.sql("delete from project_defaults where project_name = :project")
                .param("project", project)
                .update();
        signals.publish(SIGNAL);
        return removed == 1;
    }

    private List<Row> rows() {
        return database.sql("select * from project_defaults order by project_name")
                .query(Rows.of(Row.class))
                .list();
    }

    private ProjectDefaultsView view(Row row) {
        CreateBuildBody defaults = reader.readValue(row.defaults());
        return new ProjectDefaultsView(row.projectName(), defaults, row.changedBy(), row.changedAt());
    }
}
