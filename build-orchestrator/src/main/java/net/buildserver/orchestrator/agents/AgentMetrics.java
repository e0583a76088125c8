package net.buildserver.orchestrator.agents;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import net.buildserver.domain.agent.BuildAgentStatus;
import net.buildserver.domain.build.BuildTargetType;

/** What the agents are doing, read at intervals; every node shows the same numbers, so that sums over nodes mean nothing. */
class AgentMetrics {
    /** Gauges per agent are kept for so many agents only, lest a large farm floods the metrics. */
    private static final int MOST_AGENTS = 500;

    private static final double PERCENT = 100;
    private static final double GIBIBYTE = 1 << 30;

    private final AgentRows rows;
    private final MultiGauge byStatus;
    private final MultiGauge active;
    private final Map<MultiGauge, ToDoubleFunction<AgentRow>> perAgent;

    AgentMetrics(AgentRows rows, MeterRegistry meters, InstantSource clock) {
        this.rows = rows;
        this.byStatus = MultiGauge.builder("build.server.agents")
                .description("Enrolled agents, by pool and status")
                .register(meters);
        this.active = MultiGauge.builder("build.server.active.agents")
                .description("Agents that are not offline, by pool")
                .register(meters);
        this.perAgent = perAgent(meters, clock);
    }

    private static Map<MultiGauge, ToDoubleFunction<AgentRow>> perAgent(MeterRegistry meters, InstantSource clock) {
        MultiGauge cpu = MultiGauge.builder("build.server.agent.cpu.usage")
                .baseUnit("ratio")
                .description("CPU use of an agent's machine, 0 to 1, by agent and pool")
                .register(meters);
        MultiGauge memory = MultiGauge.builder("build.server.agent.memory.usage")
                .baseUnit("ratio")
                .description("Memory use of an agent's machine, 0 to 1, by agent and pool")
                .register(meters);
        MultiGauge disk = MultiGauge.builder("build.server.agent.disk.free")
                .baseUnit("bytes")
                .description("Free disk space of an agent, exact to a GiB, by agent and pool")
                .register(meters);
        MultiGauge builds = MultiGauge.builder("build.server.agent.running.builds")
                .description("Attempts that an agent runs, by agent and pool")
                .register(meters);
        MultiGauge uptime = MultiGauge.builder("build.server.agent.uptime")
                .baseUnit("seconds")
                .description("Time since an agent's process started, by agent and pool")
                .register(meters);
        return Map.of(
                cpu,
                agent -> agent.cpuUsage() / PERCENT,
                memory,
                agent -> agent.memoryUsage() / PERCENT,
                disk,
                agent -> agent.diskGb() * GIBIBYTE,
                builds,
                AgentRow::liveAttempts,
                uptime,
                agent -> uptime(agent, clock.instant()));
    }

    private static double uptime(AgentRow agent, Instant now) {
        Instant since = agent.startedAt();
        return since == null ? 0 : Math.max(0, Duration.between(since, now).toSeconds());
    }

    void read() {
        List<AgentRow> agents = rows.all();
        List<Row<?>> statuses = new ArrayList<>();
        List<Row<?>> online = new ArrayList<>();
        for (BuildTargetType pool : BuildTargetType.values()) {
            Map<BuildAgentStatus, Integer> counts = new EnumMap<>(BuildAgentStatus.class);
            agents.stream()
                    .filter(agent -> agent.targetType() == pool)
                    .forEach(agent -> counts.merge(agent.status(), 1, Integer::sum));
            for (BuildAgentStatus status : BuildAgentStatus.values()) {
                statuses.add(
                        Row.of(Tags.of("pool", pool.name(), "status", status.name()), counts.getOrDefault(status, 0)));
            }
            int offline = counts.getOrDefault(BuildAgentStatus.Offline, 0);
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            online.add(Row.of(Tags.of("pool", pool.name()), all - offline));
        }
        byStatus.register(statuses, true);
        active.register(online, true);
        List<AgentRow> shown = agents.stream()
                .filter(agent -> agent.status() != BuildAgentStatus.Offline)
                .limit(MOST_AGENTS)
                .toList();
        perAgent.forEach((gauge, value) -> gauge.register(rows(shown, value), true));
    }

    private static List<Row<?>> rows(List<AgentRow> agents, ToDoubleFunction<AgentRow> value) {
        List<Row<?>> gauges = new ArrayList<>();
        agents.forEach(agent -> gauges.add(Row.of(
                Tags.of("agent", agent.agentId(), "pool", agent.targetType().name()), value.applyAsDouble(agent))));
        return gauges;
    }
}
