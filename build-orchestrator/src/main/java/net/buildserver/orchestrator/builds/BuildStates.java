package net.buildserver.orchestrator.builds;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.CommitSummary;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.AfterCommit;
import net.buildserver.orchestrator.platform.Rows;
import net.buildserver.orchestrator.platform.StoredJson;
import net.buildserver.orchestrator.traces.Traces;
import net.buildserver.telemetry.CurrentSpan;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Moves builds from state to state; each statement names the states that the domain lets it start from. */
final class BuildStates {
    private final JdbcClient jdbc;
    private final Signals signals;
    private final BuildMetrics metrics;
    private final Traces traces;

    BuildStates(JdbcClient jdbc, Signals signals, BuildMetrics metrics, Traces traces) {
        this.jdbc = jdbc;
        this.signals = signals;
        this.metrics = metrics;
        this.traces = traces;
    }

    void start(UUID buildId) {
        jdbc.sql("""
                        update builds set status = 'Running', started_at = coalesce(started_at, now()),
                          deadline = now() + (job ->> 'timeoutMinutes')::int * interval '1 minute'
                        where id = :id and status = 'Queued'
                        returning strategy, target_pool, created_at, started_at""")
                .param("id", buildId)
                .query(Rows.of(Started.class))
                .optional()
                .ifPresent(started -> AfterCommit.run(() -> {
                    measure(buildId, () -> metrics.waited(started));
                    announce(buildId);
                }));
    }

    void commitFound(UUID buildId, String commitSha) {
        jdbc.sql("update builds set commit_sha = :sha where id = :id and ended_at is null")
                .param("sha", commitSha)
                .param("id", buildId)
                .update();
    }

    void historyFound(UUID buildId, List<CommitSummary> commits) {
        jdbc.sql("""
                        with newest as (
                          update builds set commit_message = :message, commit_author = :author
                          where id = :id and ended_at is null returning id)
                        insert into build_commits (build_id, commits) select id, :commits::jsonb from newest
                        on conflict (build_id) do update set commits = excluded.commits""")
                .param("id", buildId)
                .param("message", commits.getFirst().subject())
                .param("author", commits.getFirst().author())
                .param("commits", StoredJson.write(commits))
                .update();
    }

    void coverageFound(UUID buildId, double lineCoverage) {
        jdbc.sql("update builds set line_coverage = :coverage where id = :id and ended_at is null")
                .param("coverage", lineCoverage)
                .param("id", buildId)
                .update();
    }

    void pin(UUID buildId, boolean pinned) {
        int updated = jdbc.sql("update builds set pinned = :pinned where id = :id")
                .param("pinned", pinned)
                .param("id", buildId)
                .update();
        if (updated == 0) {
            throw new UnknownBuildException(buildId);
        }
    }

    boolean requestCancel(UUID buildId, String requestedBy) {
        int changed = jdbc.sql("""
                        update builds set status = 'Cancelling', cancel_requested_at = now(), cancel_requested_by = :by
                        where id = :id and status in (:from)""")
                .param("id", buildId)
                .param("by", requestedBy)
                // A build that waits for approval passes through Cancelling within this one transaction.
                .param("from", List.of("AwaitingApproval", "Queued", "Running"))
                .update();
        if (changed == 1) {
            AfterCommit.run(() -> announce(buildId));
        }
        return changed == 1;
    }

    void end(UUID buildId, BuildStatus outcome, @Nullable FailureKind failureKind, @Nullable String errorMessage) {
        Optional<Ended> ended = jdbc.sql("""
                        update builds set status = :outcome, failure_kind = :kind, error_message = :message, ended_at = now()
                        where id = :id and status in (:from)
                        returning id, project_name, target_pool, strategy, started_at, ended_at""")
                .param("id", buildId)
                .param("outcome", outcome.name())
                .param("kind", failureKind == null ? null : failureKind.name())
                .param("message", errorMessage)
                .param("from", statesBefore(outcome))
                .query(Rows.of(Ended.class))
                .optional();
        if (ended.isPresent()) {
            traces.ended(buildId);
            List<StageTime> stages = stageTimes(buildId);
            AfterCommit.run(() -> {
                measure(buildId, () -> {
                    metrics.ended(outcome, failureKind, ended.get());
                    metrics.stagesEnded(ended.get(), stages);
                });
                announce(buildId);
            });
        }
    }

    /** Measures so that histograms can point at the build's trace. */
    private void measure(UUID buildId, Runnable measuring) {
        CurrentSpan.within(traces.of(buildId), measuring);
    }

    private void announce(UUID buildId) {
        signals.publish("build:" + buildId);
    }

    private List<StageTime> stageTimes(UUID buildId) {
        return Rows.list(jdbc.sql("""
                        select s.name, extract(epoch from s.end_time - s.start_time)::float8 as seconds
                        from visible_attempts v join stages s on s.attempt_id = v.id
                        where v.build_id = :id and s.start_time is not null and s.end_time is not null
                          and s.status in ('Succeeded', 'Failed')""").param("id", buildId).query(Rows.of(StageTime.class)));
    }

    private static List<String> statesBefore(BuildStatus outcome) {
        return Arrays.stream(BuildStatus.values())
                .filter(status -> status.canMoveTo(outcome))
                .map(Enum::name)
                .toList();
    }

    record Started(BuildStrategyType strategy, String targetPool, Instant createdAt, Instant startedAt) {}

    record Ended(
            UUID id,
            String projectName,
            String targetPool,
            BuildStrategyType strategy,
            @Nullable Instant startedAt,
            Instant endedAt) {}

    record StageTime(String name, double seconds) {}
}
