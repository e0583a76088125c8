package net.buildserver.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import net.buildserver.agent.ScriptedSdk;
import net.buildserver.agent.disk.DiskFloor;
import net.buildserver.agent.disk.DiskGuard;
import net.buildserver.agent.disk.DiskSpace;
import net.buildserver.agent.dotnet.DotnetInstallation;
import net.buildserver.agent.metrics.Vitals;
import net.buildserver.domain.agent.AgentResourceUsage;
import net.buildserver.domain.agent.BuildAgentCapabilities;
import net.buildserver.domain.agent.HealthCheck;
import net.buildserver.domain.agent.HealthStatus;
import net.buildserver.domain.build.BuildTargetType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HostTests {
    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void tellsToolsCLibraryAndWorkloads() throws Exception {
        Path root = new ScriptedSdk(folder).script("exit 0").root();
        Files.createDirectories(root.resolve("metadata/workloads/10.0.100/InstalledWorkloads/wasm-tools"));
        Files.createDirectories(root.resolve("metadata/workloads/9.0.100"));
        Host host = new Host(new HostLoad(folder), DotnetInstallation.read(root), System.getenv());
        BuildAgentCapabilities capabilities = host.capabilities(2, List.of("gpu"));
        assertThat(capabilities.installedTools()).contains("git", "dotnet", "workload:wasm-tools");
        assertThat(capabilities.toolVersions())
                .containsKey("git")
                .containsAnyOf(
                        Map.entry("glibc", capabilities.toolVersions().getOrDefault("glibc", "")),
                        Map.entry("musl", capabilities.toolVersions().getOrDefault("musl", "")));
        assertThat(capabilities.maxConcurrentBuilds()).isEqualTo(2);
    }

    @Test
    void loadIsWithinItsBounds() {
        HostLoad load = new HostLoad(folder);
        AgentResourceUsage usage = load.usage();
        assertThat(usage.cpuUsage()).isBetween(0.0, 100.0);
        assertThat(usage.memoryUsage()).isBetween(0.0, 100.0);
        assertThat(load.usage()).isSameAs(usage);
    }

    @Test
    void checksSayHowFarTheClockIsOffAndHowLongTheServerIsSilent() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:10:00Z"));
        Vitals vitals = new Vitals(now::get);
        HostLoad load = new HostLoad(folder);
        Host host = new Host(load, Optional.empty(), Map.of());
        HealthChecks checks = new HealthChecks(host, load, BuildTargetType.Linux, guard(0), Optional.empty(), vitals);
        assertThat(check(checks, "Server").message()).contains("has not answered yet");
        vitals.heardOfServer(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(check(checks, "Server").status()).isEqualTo(HealthStatus.Healthy);
        assertThat(check(checks, "Clock").message()).contains("600 s ahead of the server's");
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(5)));
        assertThat(check(checks, "Server").message()).contains("has not answered for 300 s");
    }

    @Test
    void diskBelowItsFloorIsUnhealthyAndTakesNoBuild() {
        HostLoad load = new HostLoad(folder);
        Host host = new Host(load, Optional.empty(), Map.of());
        Vitals vitals = new Vitals(InstantSource.system());
        HealthChecks greedy =
                new HealthChecks(host, load, BuildTargetType.Linux, guard(1_000_000), Optional.empty(), vitals);
        assertThat(greedy.hasDiskSpace()).isFalse();
        assertThat(check(greedy, "Disk Space").status()).isEqualTo(HealthStatus.Unhealthy);
        assertThat(check(greedy, "Disk Space").message())
                .startsWith("Not accepting: disk; ")
                .contains("no build is taken below 1000000.0 GiB");
    }

    private DiskGuard guard(long floorGib) {
        return new DiskGuard(new DiskFloor(floorGib << 30), () -> DiskSpace.of(folder), List.of(), _ -> {});
    }

    private static HealthCheck check(HealthChecks checks, String name) {
        return checks.run().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
