package net.buildserver.orchestrator.scheduling;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.task.TaskState;
import net.buildserver.orchestrator.queue.QueueLimits;
import net.buildserver.orchestrator.status.DiskSpace;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Says why a build waits: in one sentence, and for each agent of its pool. */
public class WaitReasons {
    private final JdbcClient jdbc;
    private final Candidates candidates;
    private final PoolAgents agents;
    private final QueueLimits limits;
    private final DiskSpace disk;
    private final InstantSource clock;

    WaitReasons(JdbcClient jdbc, QueueLimits limits, DiskSpace disk, InstantSource clock) {
        this.jdbc = jdbc;
        this.candidates = new Candidates(jdbc);
        this.agents = new PoolAgents(jdbc);
        this.limits = limits;
        this.disk = disk;
        this.clock = clock;
    }

    private record Waiting(
            TaskState state,
            List<String> dependsOn,
            @Nullable String offeredTo,
            @Nullable String heldBy,
            @Nullable String holdReason,
            long ahead) {}

    /** Returns why {@code buildId} waits, or empty if it does not: it has ended, or an agent works on it. */
    public Optional<String> of(UUID buildId) {
        return explain(buildId).map(WaitExplanation::reason);
    }

    /** Returns why {@code buildId} waits, agent by agent, or empty if it does not. */
    public Optional<WaitExplanation> explain(UUID buildId) {
        return waiting(buildId).flatMap(task -> switch (task.state()) {
            case Offered -> plain("It is offered to the agent " + task.offeredTo() + ", which has not answered yet.");
            case Blocked ->
                plain("It waits for other tasks of this build: " + String.join(", ", task.dependsOn()) + ".");
            default -> held(task).or(() -> ready(buildId, task));
        });
    }

    private static Optional<WaitExplanation> held(Waiting task) {
        if (task.heldBy() == null) {
            return Optional.empty();
        }
        String why = task.holdReason() == null ? "" : " " + task.holdReason();
        return plain("It is held by " + task.heldBy() + "." + why);
    }

    private static Optional<WaitExplanation> plain(String reason) {
        return Optional.of(new WaitExplanation(reason, false, List.of()));
    }

    private Optional<WaitExplanation> ready(UUID buildId, Waiting waiting) {
        if (disk.isLow()) {
            return plain("A disk of the server is almost full; nothing starts until there is room.");
        }
        return candidates.tasksOf(buildId).stream().findFirst().map(task -> {
            String limit = limit(task);
            AgentReasons reasons =
                    new AgentReasons(task, agents.of(task.pool()), waiting.ahead(), limit, clock.millis());
            return new WaitExplanation(reasons.summary(), reasons.isImpossible(), reasons.perAgent());
        });
    }

    private @Nullable String limit(WaitingTask task) {
        if (!limits.anyMaximum()) {
            return null;
        }
        Room room = Room.of(limits, new RunningTasks(jdbc), task.pool());
        if (!room.inProject(task.projectName())) {
            return "The project " + task.projectName() + " runs as many builds as it may.";
        }
        return room.inPool() ? null : "The pool " + task.pool() + " runs as many builds as it may.";
    }

    private Optional<Waiting> waiting(UUID buildId) {
        return jdbc.sql("""
                        select t.state, t.depends_on, t.held_by, t.hold_reason,
                               (select agent_id from attempts a where a.task_id = t.id and a.state = 'Offered') as offered_to,
                               (select count(*) from (
                                  select 1 from tasks o where o.state = 'Ready' and o.held_at is null and o.pool = t.pool
                                    and (o.queue_at, o.id) < (t.queue_at, t.id) limit 10000) before_it) as ahead
                        from tasks t join builds b on b.id = t.build_id
                        where t.build_id = :build and b.status in ('Queued', 'Running')
                          and t.state in ('Ready', 'Offered', 'Blocked')
                          and not exists (select 1 from tasks r where r.build_id = t.build_id and r.state = 'Running')
                        order by array_position(array['Offered', 'Ready', 'Blocked'], t.state), t.queue_at, t.id limit 1
                        """)
                .param("build", buildId)
                .query((row, number) -> new Waiting(
                        TaskState.valueOf(row.getString("state")),
                        Arrays.asList((String[]) row.getArray("depends_on").getArray()),
                        row.getString("offered_to"),
                        row.getString("held_by"),
                        row.getString("hold_reason"),
                        row.getLong("ahead")))
                .optional();
    }
}
