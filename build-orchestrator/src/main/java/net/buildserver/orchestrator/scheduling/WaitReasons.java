package net.buildserver.orchestrator.scheduling;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.task.TaskState;
import net.buildserver.orchestrator.platform.Rows;
import net.buildserver.orchestrator.platform.StoredJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Says in one sentence why a build waits. */
public class WaitReasons {
    private final JdbcClient jdbc;

    WaitReasons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Waiting(
            UUID taskId,
            TaskState state,
            String pool,
            @Nullable String requiredSdk,
            List<String> dependsOn,
            @Nullable String offeredTo,
            long ahead) {}

    private record Agent(String id, boolean online, boolean inService, boolean free, List<String> sdks) {}

    /** Returns why {@code buildId} waits, or empty if it does not: it has ended, or an agent works on it. */
    public Optional<String> of(UUID buildId) {
        return waiting(buildId).map(task -> switch (task.state()) {
            case Offered -> "It is offered to the agent " + task.offeredTo() + ", which has not answered yet.";
            case Blocked -> "It waits for other tasks of this build: " + String.join(", ", task.dependsOn()) + ".";
            default -> reason(task, agents(task.pool()));
        });
    }

    private static String reason(Waiting task, List<Agent> enrolled) {
        List<Agent> online = enrolled.stream().filter(Agent::online).toList();
        List<Agent> inService = online.stream().filter(Agent::inService).toList();
        String pool = "the pool " + task.pool();
        if (enrolled.isEmpty()) {
            return "No agent is enrolled in " + pool + ".";
        }
        if (online.isEmpty()) {
            return "No agent of " + pool + " is online; " + enrolled.size() + " are enrolled.";
        }
        if (inService.isEmpty()) {
            return "Every online agent of " + pool + " is in maintenance or paused.";
        }
        String sdk = task.requiredSdk();
        List<Agent> able = sdk == null
                ? inService
                : inService.stream()
                        .filter(agent -> SdkMatch.anyMeets(agent.sdks(), sdk))
                        .toList();
        if (able.isEmpty()) {
            return "No online agent of " + pool + " has the .NET SDK " + sdk + ", which the repository wants"
                    + nearest(inService, String.valueOf(sdk)) + ".";
        }
        if (able.stream().noneMatch(Agent::free)) {
            return "All " + able.size() + " suitable agents of " + pool + " are busy; " + task.ahead()
                    + " tasks wait before this one.";
        }
        return task.ahead() > 0
                ? task.ahead() + " tasks of " + pool + " wait before this one."
                : "A suitable agent is free and gets it in a moment, unless it handed it back in the last minutes.";
    }

    private static String nearest(List<Agent> agents, String sdk) {
        record Installed(String agentId, String version) {}
        return agents.stream()
                .flatMap(agent -> agent.sdks().stream().map(version -> new Installed(agent.id(), version)))
                .min(Comparator.comparingLong(installed -> SdkMatch.distance(installed.version(), sdk)))
                .map(installed -> "; the nearest is " + installed.version() + " on " + installed.agentId())
                .orElse("");
    }

    private Optional<Waiting> waiting(UUID buildId) {
        return jdbc.sql("""
                        select t.id, t.state, t.pool, t.required_sdk, t.depends_on,
                               (select agent_id from attempts a where a.task_id = t.id and a.state = 'Offered') as offered_to,
                               (select count(*) from tasks o where o.state = 'Ready' and o.pool = t.pool
                                  and (o.queue_at, o.id) < (t.queue_at, t.id)) as ahead
                        from tasks t join builds b on b.id = t.build_id
                        where t.build_id = :build and b.status in ('Queued', 'Running')
                          and t.state in ('Ready', 'Offered', 'Blocked')
                          and not exists (select 1 from tasks r where r.build_id = t.build_id and r.state = 'Running')
                        order by array_position(array['Offered', 'Ready', 'Blocked'], t.state), t.queue_at, t.id limit 1
                        """)
                .param("build", buildId)
                .query((row, number) -> new Waiting(
                        row.getObject("id", UUID.class),
                        TaskState.valueOf(row.getString("state")),
                        row.getString("pool"),
                        row.getString("required_sdk"),
                        Arrays.asList((String[]) row.getArray("depends_on").getArray()),
                        row.getString("offered_to"),
                        row.getLong("ahead")))
                .optional();
    }

    private List<Agent> agents(String pool) {
        return Rows.list(jdbc.sql("""
                        select id, coalesce(last_heartbeat > now() - interval '45 s', false) as online,
                               not maintenance and not paused as in_service,
                               coalesce(capabilities -> 'sdkVersions', '[]') as sdks,
                               (select count(*) from attempts t where t.agent_id = a.id and t.state in ('Offered', 'Accepted'))
                                   < (capabilities ->> 'maxConcurrentBuilds')::int as free
                        from agents a where target_type = :pool and revoked_at is null
                        """)
                .param("pool", pool)
                .query((row, number) -> new Agent(
                        row.getString("id"),
                        row.getBoolean("online"),
                        row.getBoolean("in_service"),
                        row.getBoolean("free"),
                        List.of(StoredJson.read(row.getString("sdks"), String[].class)))));
    }
}
