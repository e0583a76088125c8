package net.buildserver.agent.status;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import net.buildserver.agent.loop.AgentState;
import net.buildserver.agent.loop.Life;
import net.buildserver.agent.loop.Machine;
import net.buildserver.agent.metrics.Counter;
import net.buildserver.domain.agent.HealthCheck;
import net.buildserver.domain.agent.HealthStatus;

/** The metrics as Prometheus reads them. */
final class MetricsPage {
    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;
    private static final long GIBIBYTE = 1L << 30;

    private final StringBuilder text = new StringBuilder(8 << 10);

    private MetricsPage() {}

    static String of(StatusReport report, Machine machine, Instant now) {
        MetricsPage page = new MetricsPage();
        page.agent(report, now);
        for (Counter counter : Counter.values()) {
            page.counter(counter, machine.vitals().get(counter));
        }
        page.machine(report, machine);
        return page.text.toString();
    }

    private void agent(StatusReport report, Instant now) {
        AgentState state = report.state();
        head("build_agent_info", "gauge", "The agent's version.");
        sample("build_agent_info", "{version=\"" + escape(report.version()) + "\"}", 1);
        gauge(
                "uptime_seconds",
                "Time since the process started.",
                Duration.between(state.startedAt(), now).toSeconds());
        gauge("ready", "Whether a build can be taken now.", report.ready() ? 1 : 0);
        head("build_agent_phase", "gauge", "Which phase of its life the agent is in.");
        for (Life.Phase phase : Life.Phase.values()) {
            sample("build_agent_phase", "{phase=\"" + phase + "\"}", phase == state.phase() ? 1 : 0);
        }
        gauge("slots", "Builds that it runs at once.", state.slots());
        gauge("slots_busy", "Builds that it runs or delivers.", state.jobs().size());
        gauge("spool_bytes", "Bytes kept until the server has them.", report.spoolBytes());
        Long silence = report.secondsSinceContact();
        gauge("contact_age_seconds", "Time since the server answered, -1 for never.", silence == null ? -1L : silence);
        Long skew = report.clockSkewSeconds();
        gauge("clock_skew_seconds", "How far our clock is ahead of the server's.", skew == null ? 0L : skew);
        head("build_agent_check", "gauge", "Health checks: 2 healthy, 1 degraded, 0 unhealthy.");
        for (HealthCheck check : report.checks()) {
            int value = check.status() == HealthStatus.Healthy ? 2 : check.status() == HealthStatus.Degraded ? 1 : 0;
            sample("build_agent_check", "{check=\"" + escape(check.name()) + "\"}", value);
        }
    }

    private void counter(Counter counter, long count) {
        head(counter.metric(), "counter", counter.help());
        if (counter == Counter.POLL_MILLISECONDS) {
            sample(counter.metric(), "", count / MILLIS);
        } else {
            sample(counter.metric(), "", count);
        }
    }

    private void machine(StatusReport report, Machine machine) {
        gauge(
                "cpu_usage_ratio",
                "Use of all processors, 0 to 1.",
                report.usage().cpuUsage() / PERCENT);
        gauge("memory_usage_ratio", "Use of the memory, 0 to 1.", report.usage().memoryUsage() / PERCENT);
        gauge(
                "disk_free_bytes",
                "Free disk space below work.dir, exact to a GiB.",
                report.usage().diskSpaceAvailableGB() * GIBIBYTE);
        gauge(
                "load_1m",
                "Mean number of processes that wanted to run.",
                machine.load().loadAverage());
        gauge(
                "heap_bytes",
                "Heap of the agent in use.",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        gauge(
                "threads",
                "Platform threads of the agent.",
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private void gauge(String name, String help, Number value) {
        head("build_agent_" + name, "gauge", help);
        sample("build_agent_" + name, "", value);
    }

    private static String escape(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private void head(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void sample(String name, String labels, Number value) {
        boolean whole = value instanceof Long || value instanceof Integer;
        String number = whole ? value.toString() : String.format(Locale.ROOT, "%.2f", value.doubleValue());
        text.append(name).append(labels).append(' ').append(number).append('\n');
    }
}
