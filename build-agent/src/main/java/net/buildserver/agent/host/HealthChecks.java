package net.buildserver.agent.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.buildserver.agent.disk.DiskGuard;
import net.buildserver.agent.metrics.Vitals;
import net.buildserver.domain.agent.HealthCheck;
import net.buildserver.domain.agent.HealthStatus;
import net.buildserver.domain.build.BuildTargetType;

/** The checks that the specification names (.NET SDK, Git, Docker, Disk Space), and memory, CPU, server and clock. */
public final class HealthChecks {
    private static final double MOST_MEMORY = 95;
    private static final double MOST_CPU = 95;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
    private static final Duration MOST_SKEW = Duration.ofSeconds(30);

    private final Host host;
    private final HostLoad load;
    private final BuildTargetType pool;
    private final DiskGuard disk;
    private final Optional<String> sandboxShortfall;
    private final Vitals vitals;

    /**
     * Creates the checks of an agent of {@code pool}.
     *
     * @param disk tells whether there is space for another build
     * @param sandboxShortfall why builds get a lower sandbox level than the operator wanted
     */
    public HealthChecks(
            Host host,
            HostLoad load,
            BuildTargetType pool,
            DiskGuard disk,
            Optional<String> sandboxShortfall,
            Vitals vitals) {
        this.host = host;
        this.load = load;
        this.pool = pool;
        this.disk = disk;
        this.sandboxShortfall = sandboxShortfall;
        this.vitals = vitals;
    }

    /** Runs the checks; no process is started. */
    public List<HealthCheck> run() {
        List<HealthCheck> all = new ArrayList<>(ofMachine());
        all.addAll(List.of(server(), clock()));
        return all;
    }

    /** Runs those checks that need no contact with the server. */
    public List<HealthCheck> ofMachine() {
        return List.of(sdk(), git(), docker(), disk(), sandbox(), memory(), cpu());
    }

    /** Returns whether there is enough disk space to take a build. */
    public boolean hasDiskSpace() {
        return disk.shortage().isEmpty();
    }

    private HealthCheck sdk() {
        boolean found = host.hasSdk();
        return new HealthCheck(
                ".NET SDK",
                found ? HealthStatus.Healthy : HealthStatus.Unhealthy,
                found ? null : "No .NET SDK was found; set dotnet.root or DOTNET_ROOT to its folder.");
    }

    private HealthCheck git() {
        boolean found = host.tools().containsKey("git");
        return new HealthCheck(
                "Git",
                found ? HealthStatus.Healthy : HealthStatus.Unhealthy,
                found ? null : "Git is not installed or not on the PATH.");
    }

    private HealthCheck docker() {
        if (host.tools().containsKey("docker")) {
            return new HealthCheck("Docker", HealthStatus.Healthy, null);
        }
        boolean needed = pool == BuildTargetType.Docker;
        return new HealthCheck(
                "Docker",
                needed ? HealthStatus.Unhealthy : HealthStatus.Degraded,
                "Docker is not installed; builds that need it cannot run here.");
    }

    private HealthCheck sandbox() {
        return sandboxShortfall
                .map(why -> new HealthCheck(
                        "Sandbox",
                        HealthStatus.Degraded,
                        "Builds run at level process, since " + why + "; set sandbox=process if that is meant."))
                .orElse(new HealthCheck("Sandbox", HealthStatus.Healthy, null));
    }

    private HealthCheck disk() {
        return disk.shortage()
                .map(why -> new HealthCheck("Disk Space", HealthStatus.Unhealthy, "Not accepting: disk; " + why + "."))
                .orElse(new HealthCheck("Disk Space", HealthStatus.Healthy, null));
    }

    private HealthCheck memory() {
        double used = load.usage().memoryUsage();
        return check("Memory", used < MOST_MEMORY, "Only " + Math.round(100 - used) + " % of the memory is free.");
    }

    private HealthCheck cpu() {
        double used = load.usage().cpuUsage();
        return check(
                "CPU",
                used < MOST_CPU,
                "The processors are " + Math.round(used) + " % busy; the load is " + load.loadAverage() + ".");
    }

    private HealthCheck server() {
        Optional<Duration> silence = vitals.sinceContact();
        String message = silence.map(
                        time -> "The server has not answered for " + time.toSeconds() + " s; results are kept.")
                .orElse("The server has not answered yet; look at server.url and the network.");
        return check("Server", silence.isPresent() && silence.get().compareTo(LONGEST_SILENCE) < 0, message);
    }

    private HealthCheck clock() {
        Duration skew = vitals.clockSkew().orElse(Duration.ZERO);
        String message = "The clock is " + skew.abs().toSeconds() + " s " + (skew.isNegative() ? "behind" : "ahead of")
                + " the server's; times of logs and stages are wrong by that.";
        return check("Clock", skew.abs().compareTo(MOST_SKEW) < 0, message);
    }

    private static HealthCheck check(String name, boolean healthy, String message) {
        return new HealthCheck(name, healthy ? HealthStatus.Healthy : HealthStatus.Degraded, healthy ? null : message);
    }
}
