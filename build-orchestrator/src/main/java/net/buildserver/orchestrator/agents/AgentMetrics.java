package net.buildserver.orchestrator.agents;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
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

    private final AgentRows rows;
    private final MultiGauge byStatus;
    private final MultiGauge active;
    private final MultiGauge cpu;
    private final MultiGauge memory;

    AgentMetrics(AgentRows rows, MeterRegistry meters) {
        this.rows = rows;
        this.byStatus = gauge(meters, "build.server.agents", "Enrolled agents by pool and status");
        this.active = gauge(meters, "build.server.active.agents", "Agents that are online, by pool");
        this.cpu = gauge(meters, "build.server.agent.cpu.usage", "CPU use of an agent's machine in per cent");
        this.memory = gauge(meters, "build.server.agent.memory.usage", "Memory use of an agent's machine in per cent");
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
        return MultiGauge.builder(name).description(description).register(meters);
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
        cpu.register(perAgent(agents, AgentRow::cpuUsage), true);
        memory.register(perAgent(agents, AgentRow::memoryUsage), true);
    }

    private static List<Row<?>> perAgent(List<AgentRow> agents, ToDoubleFunction<AgentRow> value) {
        List<Row<?>> gauges = new ArrayList<>();
        agents.stream()
                .filter(agent -> agent.status() != BuildAgentStatus.Offline)
                .limit(MOST_AGENTS)
                .forEach(agent -> gauges.add(Row.of(
                        Tags.of(
                                "agent",
                                agent.agentId(),
                                "pool",
                                agent.targetType().name()),
                        value.applyAsDouble(agent))));
        return gauges;
    }
}
