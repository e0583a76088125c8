package net.buildserver.orchestrator.tasks;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.sdk.SdkRequirement;
import net.buildserver.domain.task.TaskState;
import net.buildserver.orchestrator.builds.BuildLifecycle;
import net.buildserver.orchestrator.platform.Rows;
import net.buildserver.orchestrator.queue.ReadyTasks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of a task when an attempt of it ends. Every method belongs to the transaction that locked the build. */
public class Tasks {
    /** How often a task is queued again after its agent or the machine below it failed. */
    public static final int MAX_INFRASTRUCTURE_FAILURES = 3;

    /** How many attempts of any kind, declined and expired offers among them, a task may use up. */
    static final int MAX_ATTEMPTS = 50;

    private static final int AGENTS_BEFORE_QUARANTINE = 2;

    private final JdbcClient jdbc;
    private final TaskGraph graph;
    private final BuildLifecycle builds;
    private final ReadyTasks ready;

    Tasks(JdbcClient jdbc, TaskGraph graph, BuildLifecycle builds, ReadyTasks ready) {
        this.jdbc = jdbc;
        this.graph = graph;
        this.builds = builds;
        this.ready = ready;
    }

    /** Queues the task again, or ends it where its build is being cancelled or no further attempt is allowed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void attemptBroughtNothing(LockedBuild build, UUID taskId, NoResult attempt) {
        if (build.isStopping()) {
            end(build, taskId, TaskResult.CANCELLED);
            return;
        }
        SdkRequirement sdk = attempt.requiredSdk();
        String quarantine = attempt.kind() == FailureKind.AgentLost ? quarantine(taskId) : "";
        jdbc.sql("""
                        update tasks
                        set state = 'Ready', infrastructure_failures = infrastructure_failures + :counted,
                            failure_reasons = array_append(failure_reasons, :reason),
                            required_sdk = coalesce(:requiredSdk, required_sdk),
                            required_roll_forward = coalesce(:rollForward, required_roll_forward),
                            required_prerelease = coalesce(:prerelease, required_prerelease),
                            held_at = case when :quarantined then now() end,
                            held_by = case when :quarantined then 'the server' end,
                            hold_reason = case when :quarantined then :quarantine end
                        where id = :task and state in ('Offered', 'Running')
                          and infrastructure_failures + :counted <= :maxFailures and attempts_made < :maxAttempts
                        returning id
                        """)
                .param("counted", attempt.counted() ? 1 : 0)
                .param("reason", attempt.reason())
                .param("requiredSdk", sdk == null ? null : sdk.version().toString())
                .param("rollForward", sdk == null ? null : sdk.rollForward().name())
                .param("prerelease", sdk == null ? null : sdk.allowPrerelease())
                .param("quarantined", !quarantine.isEmpty())
                .param("quarantine", quarantine)
                .param("task", taskId)
                .param("maxFailures", MAX_INFRASTRUCTURE_FAILURES)
                .param("maxAttempts", MAX_ATTEMPTS)
                .query(UUID.class)
                .optional()
                .ifPresentOrElse(ready::announce, () -> end(build, taskId, usedUp(taskId, attempt)));
    }

    /** Ends the task with its one result, and the build with it where it was the last one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(LockedBuild build, UUID taskId, TaskResult result) {
        TaskGraph.Others others = graph.end(build.buildId(), taskId, result);
        if (!others.changed()) {
            return;
        }
        if (others.total() == 0) {
            builds.end(build.buildId(), result.buildStatus(), result.kind(), result.message());
            return;
        }
        switch (result.state()) {
            case Succeeded -> graph.release(build.buildId()).forEach(ready::announce);
            // What does not depend on it goes on, so that one build tells all that is wrong and keeps what came out
            // right.
            case Failed -> graph.skipDependents(build.buildId(), taskId);
            default -> graph.stop(build.buildId());
        }
        endIfOver(build);
    }

    private void endIfOver(LockedBuild build) {
        if (graph.allEnded(build.buildId())) {
            TaskResult decisive = graph.decisiveResult(build.buildId());
            builds.end(build.buildId(), decisive.buildStatus(), decisive.kind(), decisive.message());
        }
    }

    /**
     * Has a task that failed run once more, and what was given up because of it after it.
     *
     * @return whether there is such a task, of a build that still goes on
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean retry(LockedBuild build, String name) {
        Optional<UUID> task = build.isStopping() ? Optional.empty() : graph.retry(build.buildId(), name);
        task.ifPresent(ready::announce);
        return task.isPresent();
    }

    /** Gives up a task that waits for an agent which went out of service, without any harm to the build. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void waive(LockedBuild build, UUID taskId, String agentId) {
        String reason = "Not run, since the agent " + agentId + " went out of service.";
        if (!build.isStopping() && graph.waive(taskId, reason)) {
            graph.release(build.buildId()).forEach(ready::announce);
            endIfOver(build);
        }
    }

    /** Ends one task that waits, and by that the build, if no agent holds any task of it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endWaiting(LockedBuild build, TaskResult result) {
        graph.waiting(build.buildId()).ifPresent(task -> end(build, task, result));
    }

    /**
     * Ends what of a build being cancelled no agent holds: tasks that wait become {@code Cancelled}, agents are told to stop,
     * and the build ends where nothing is left.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancel(LockedBuild build) {
        graph.stop(build.buildId());
        if (!build.status().isEnded() && graph.allEnded(build.buildId())) {
            builds.end(
                    build.buildId(),
                    TaskResult.CANCELLED.buildStatus(),
                    TaskResult.CANCELLED.kind(),
                    TaskResult.CANCELLED.message());
        }
    }

    /** Returns why no further agent is risked, or nothing while at most one was lost. */
    private String quarantine(UUID taskId) {
        List<String> lost = Rows.list(jdbc.sql(
                        "select distinct agent_id from attempts where task_id = :task and state = 'Lost' order by agent_id")
                .param("task", taskId)
                .query(String.class));
        return lost.size() < AGENTS_BEFORE_QUARANTINE
                ? ""
                : "Quarantined: the agents " + String.join(", ", lost)
                        + " were lost while they ran it. A BuildMaster can release it, and its timeout goes on.";
    }

    private TaskResult usedUp(UUID taskId, NoResult last) {
        String earlier = jdbc.sql("""
                        select coalesce(string_agg(reason, ' ' order by n), '')
                        from tasks, unnest(failure_reasons) with ordinality r (reason, n) where id = :task
                        """).param("task", taskId).query(String.class).single();
        FailureKind kind = last.kind();
        String message =
                "Gave up after repeated failures of the build infrastructure: " + earlier + " " + last.reason();
        return new TaskResult(TaskState.Failed, kind, message.strip());
    }
}
