package net.buildserver.orchestrator.builds;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds builds. Pages begin after the last build of the page before, so that new builds move nothing. */
final class BuildDirectory {
    private static final String SELECT = """
            select b.id, project_name, repository_url, git_ref, configuration, target_pool, strategy, priority, force_clean,
              status, requester_email, requested_by, trace_id, rerun_of, commit_sha, commit_message, commit_author, line_coverage, failure_kind,
              error_message, created_at, started_at, ended_at, pinned,
              case when status in ('Running', 'Cancelling') then (
                select string_agg(distinct a.agent_id, ',') from attempts a
                where a.build_id = b.id and a.state = 'Accepted') end as running_on,
              case when status in ('Running', 'Cancelling') then (
                select s.name from visible_attempts v join stages s on s.attempt_id = v.id
                where v.build_id = b.id and v.state = 'Accepted' and s.status = 'Running'
                order by s.ordinal desc limit 1) end as running_stage
            from builds b
            """;

    private static final String TEXT = """
            (project_name ilike :text or git_ref ilike :text or requested_by ilike :text or requester_email ilike :text
              or commit_author ilike :text or commit_message ilike :text or commit_sha like substr(:text, 2))""";

    private final JdbcClient jdbc;

    BuildDirectory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Build> find(UUID id) {
        return jdbc.sql(SELECT + "where b.id = :id")
                .param("id", id)
                .query(Rows.of(Build.class))
                .optional();
    }

    List<Build> find(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : Rows.list(jdbc.sql(SELECT + "where b.id in (:ids)")
                        .param("ids", ids)
                        .query(Rows.of(Build.class)));
    }

    Optional<BuildRequest> request(UUID id) {
        return jdbc.sql("""
                        select id, job, target_pool, strategy, priority, force_clean, requester_email, created_at
                        from builds where id = :id""")
                .param("id", id)
                .query(Rows.of(StoredRequest.class))
                .optional()
                .map(StoredRequest::toRequest);
    }

    BuildPage list(BuildFilter filter, @Nullable BuildCursor after, int limit) {
        Conditions conditions = conditions(filter);
        if (after != null) {
            conditions.add("(created_at, b.id) < (:afterTime, :afterId)", "afterTime", time(after.createdAt()));
            conditions.set("afterId", after.id());
        }
        List<Build> found =
                Rows.list(jdbc.sql(SELECT + conditions.where() + " order by created_at desc, b.id desc limit :limit")
                        .params(conditions.parameters())
                        .param("limit", limit + 1)
                        .query(Rows.of(Build.class)));
        if (found.size() <= limit) {
            return new BuildPage(found, null);
        }
        List<Build> page = found.subList(0, limit);
        return new BuildPage(
                page, new BuildCursor(page.getLast().createdAt(), page.getLast().id()));
    }

    private static Conditions conditions(BuildFilter filter) {
        Conditions conditions = new Conditions();
        conditions.add("project_name = :project", "project", filter.project());
        conditions.add("status in (:statuses)", "statuses", names(filter.statuses()));
        conditions.add("git_ref in (:refs)", "refs", refs(filter.branch()));
        conditions.add("(requester_email = :requester or requested_by = :requester)", "requester", filter.requester());
        conditions.add(
                "strategy = :strategy",
                "strategy",
                filter.strategy() == null ? null : filter.strategy().name());
        conditions.add(TEXT, "text", like(filter.text()));
        conditions.add(
                "b.id in (select build_id from attempts where agent_id = :agent and accepted_at is not null)",
                "agent",
                filter.agent());
        conditions.add("created_at >= :from", "from", time(filter.from()));
        conditions.add("created_at < :to", "to", time(filter.to()));
        return conditions;
    }

    private static @Nullable String like(@Nullable String text) {
        return text == null ? null : "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static @Nullable List<String> names(Set<BuildStatus> statuses) {
        return statuses.isEmpty() ? null : statuses.stream().map(Enum::name).toList();
    }

    private static @Nullable List<String> refs(@Nullable String branch) {
        return branch == null ? null : List.of(branch, "refs/heads/" + branch, "refs/tags/" + branch);
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
