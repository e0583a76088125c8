package net.buildserver.orchestrator.tasks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import net.buildserver.domain.agent.AgentNeeds;
import net.buildserver.domain.plan.StagePlan;
import net.buildserver.domain.protocol.AddedTask;
import net.buildserver.domain.protocol.CapableAgent;
import net.buildserver.domain.task.TaskState;
import net.buildserver.orchestrator.platform.StoredJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tasks that another task adds to its build. Every method belongs to the transaction that locked the build. */
public class AddedTasks {
    private final JdbcClient jdbc;
    private final CapableAgents agents;

    AddedTasks(JdbcClient jdbc, CapableAgents agents) {
        this.jdbc = jdbc;
        this.agents = agents;
    }

    /**
     * What a task may add.
     *
     * @param kinds kinds of tasks with their stages
     * @param taken names that the build has already
     * @param needs what the adding task asked of its agent
     */
    public record Ground(Map<String, List<StagePlan>> kinds, Set<String> taken, AgentNeeds needs) {}

    private record Kinds(Map<String, List<StagePlan>> kinds) {}

    private record Row(
            String name,
            String kind,
            TaskState state,
            List<StagePlan> stages,
            List<String> dependsOn,
            Map<String, Object> payload,
            @Nullable AgentNeeds needs,
            @Nullable Long estimate,
            int ordinal) {}

    /** Returns what {@code taskId} may add. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Ground of(UUID taskId) {
        return jdbc.sql("""
                        select t.growth, t.requirements,
                               array(select name from tasks o where o.build_id = t.build_id) as names
                        from tasks t where t.id = :task
                        """)
                .param("task", taskId)
                .query((row, number) -> {
                    String growth = row.getString("growth");
                    String needs = row.getString("requirements");
                    return new Ground(
                            growth == null
                                    ? Map.of()
                                    : StoredJson.read("{\"kinds\":" + growth + "}", Kinds.class)
                                            .kinds(),
                            new TreeSet<>(
                                    List.of((String[]) row.getArray("names").getArray())),
                            needs == null ? AgentNeeds.NONE : StoredJson.read(needs, AgentNeeds.class));
                })
                .single();
    }

    /**
     * Adds tasks, which were found acceptable, with the pool and priority of the one that adds them. They wait until that one
     * has ended.
     *
     * @param agentId agent of the adding task
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(UUID taskId, String agentId, Ground ground, List<AddedTask> tasks) {
        jdbc.sql("""
                        insert into tasks (id, build_id, name, kind, state, pool, priority_rank, place, stages, depends_on,
                          payload, requirements, required_sdk, required_roll_forward, required_prerelease, estimated_ms, ordinal)
                        select gen_random_uuid(), p.build_id, a.name, a.kind, a.state, p.pool, p.priority_rank, p.place,
                          a.stages, p.name || array(select jsonb_array_elements_text(a."dependsOn")), a.payload,
                          coalesce(a.needs, p.requirements), p.required_sdk, p.required_roll_forward, p.required_prerelease,
                          a.estimate, a.ordinal
                        from tasks p, jsonb_to_recordset(:tasks::jsonb) as a (name text, kind text, state text, stages jsonb,
                          "dependsOn" jsonb, payload jsonb, needs jsonb, estimate bigint, ordinal integer)
                        where p.id = :task
                        """)
                .param("tasks", StoredJson.write(rows(taskId, agentId, ground, tasks)))
                .param("task", taskId)
                .update();
    }

    private List<Row> rows(UUID taskId, String agentId, Ground ground, List<AddedTask> tasks) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        Map<String, String> pinned = new LinkedHashMap<>();
        for (AddedTask task : tasks) {
            if (!task.everyOtherAgent()) {
                names.put(task.name(), List.of(task.name()));
                continue;
            }
            List<String> copies = new ArrayList<>();
            for (CapableAgent agent : agents.of(taskId)) {
                if (!agent.agentId().equals(agentId)) {
                    copies.add(task.name() + " " + agent.agentId());
                    pinned.put(task.name() + " " + agent.agentId(), agent.agentId());
                }
            }
            names.put(task.name(), copies);
        }
        List<Row> rows = new ArrayList<>();
        for (AddedTask task : tasks) {
            for (String name : names.getOrDefault(task.name(), List.of())) {
                String agent = pinned.get(name);
                rows.add(new Row(
                        name,
                        task.kind(),
                        TaskState.Blocked,
                        ground.kinds().getOrDefault(task.kind(), List.of()),
                        task.dependsOn().stream()
                                .flatMap(needed -> names.getOrDefault(needed, List.of()).stream())
                                .distinct()
                                .toList(),
                        task.payload(),
                        agent == null ? null : ground.needs().onlyOn(agent),
                        task.estimate() == null ? null : task.estimate().toMillis(),
                        rows.size()));
            }
        }
        return rows;
    }
}
