package net.buildserver.agent.host;

import java.util.List;
import java.util.Optional;
import net.buildserver.agent.dotnet.DotnetInstallation;
import net.buildserver.domain.agent.HealthCheck;
import net.buildserver.domain.agent.HealthStatus;
import net.buildserver.domain.build.BuildTargetType;

/** The checks that the specification names: .NET SDK, Git, Docker, Disk Space. */
public final class HealthChecks {
    private final Host host;
    private final HostLoad load;
    private final Optional<DotnetInstallation> dotnet;
    private final BuildTargetType pool;
    private final int minFreeDiskGb;
    private final Optional<String> sandboxShortfall;

    /**
     * Creates the checks of an agent of {@code pool}.
     *
     * @param minFreeDiskGb free disk space below which no build is taken, in GiB
     * @param sandboxShortfall why builds get a lower sandbox level than the operator wanted
     */
    public HealthChecks(
            Host host,
            HostLoad load,
            Optional<DotnetInstallation> dotnet,
            BuildTargetType pool,
            int minFreeDiskGb,
            Optional<String> sandboxShortfall) {
        this.host = host;
        this.load = load;
        this.dotnet = dotnet;
        this.pool = pool;
        this.minFreeDiskGb = minFreeDiskGb;
        this.sandboxShortfall = sandboxShortfall;
    }

    /** Runs the checks; no process is started. */
    public List<HealthCheck> run() {
        return List.of(sdk(), git(), docker(), disk(), sandbox());
    }

    /** Returns whether there is enough disk space to take a build. */
    public boolean hasDiskSpace() {
        return load.freeDiskGb() >= minFreeDiskGb;
    }

    private HealthCheck sdk() {
        boolean found = dotnet.isPresent();
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
        long free = load.freeDiskGb();
        if (free < minFreeDiskGb) {
            return new HealthCheck(
                    "Disk Space",
                    HealthStatus.Unhealthy,
                    free + " GiB are free, and no build is taken below " + minFreeDiskGb + " GiB.");
        }
        boolean tight = free < 2L * minFreeDiskGb;
        return new HealthCheck(
                "Disk Space",
                tight ? HealthStatus.Degraded : HealthStatus.Healthy,
                tight ? "Only " + free + " GiB are free." : null);
    }
}
