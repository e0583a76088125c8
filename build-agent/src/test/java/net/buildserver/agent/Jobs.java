package net.buildserver.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.domain.plan.CanaryStrategy;
import net.buildserver.domain.plan.StagePlan;
import net.buildserver.domain.protocol.TaskAssignment;

/** Makes assignments for tests. */
public final class Jobs {
    private String repositoryUrl;
    private String gitRef = "main";
    private String solutionPath = "Demo.sln";
    private BuildStrategyType strategy = BuildStrategyType.Clean;
    private Map<String, String> properties = Map.of();
    private String framework;
    private boolean coverage;
    private boolean packages = true;
    private boolean tests = true;
    private UUID execution = UUID.randomUUID();
    private Duration timeout = Duration.ofMinutes(10);

    private Jobs(String repositoryUrl) {
        this.repositoryUrl = repositoryUrl;
    }

    public static Jobs of(String repositoryUrl) {
        return new Jobs(repositoryUrl);
    }

    public Jobs ref(String ref) {
        gitRef = ref;
        return this;
    }

    public Jobs solution(String path) {
        solutionPath = path;
        return this;
    }

    public Jobs incremental() {
        strategy = BuildStrategyType.Incremental;
        return this;
    }

    public Jobs cached() {
        strategy = BuildStrategyType.Cached;
        return this;
    }

    public Jobs canary() {
        strategy = BuildStrategyType.Canary;
        return this;
    }

    /** A task of the build {@code id}, of whose tasks an agent gets several. */
    public Jobs taskOf(UUID id) {
        strategy = BuildStrategyType.Distributed;
        execution = id;
        return this;
    }

    public Jobs withoutPackages() {
        packages = false;
        return this;
    }

    public Jobs properties(Map<String, String> values) {
        properties = values;
        return this;
    }

    public Jobs framework(String name) {
        framework = name;
        return this;
    }

    public Jobs coverage() {
        coverage = true;
        return this;
    }

    public Jobs onlyBuild() {
        packages = false;
        tests = false;
        return this;
    }

    public Jobs timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    private static List<StagePlan> canary(BuildJobDescriptor job) {
        BuildRequest request = new BuildRequest(
                job.jobId(),
                job,
                BuildTargetType.Linux,
                BuildStrategyType.Canary,
                BuildPriority.Normal,
                false,
                job.requesterEmail(),
                job.createdAt());
        return new CanaryStrategy().plan(request).tasks().getFirst().stages();
    }

    public TaskAssignment assignment() {
        BuildJobDescriptor job = new BuildJobDescriptor(
                UUID.randomUUID(),
                "Demo",
                repositoryUrl,
                gitRef,
                solutionPath,
                "Release",
                framework,
                "AnyCPU",
                null,
                properties,
                tests,
                coverage,
                packages,
                packages,
                60,
                Map.of(),
                Instant.parse("2026-01-01T00:00:00Z"),
                "developer@example.com");
        List<StagePlan> stages = strategy == BuildStrategyType.Canary
                ? canary(job)
                : List.of(
                        new StagePlan("Clone", false),
                        new StagePlan("Restore", false),
                        new StagePlan("Build", false),
                        new StagePlan("Test", !tests),
                        new StagePlan("Package", !packages),
                        new StagePlan("Upload", !packages));
        return new TaskAssignment(
                UUID.randomUUID(),
                UUID.randomUUID(),
                execution,
                "build",
                1,
                strategy,
                false,
                job,
                stages,
                timeout,
                "build",
                Map.of(),
                Map.of(),
                Map.of(),
                null,
                List.of(),
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }
}
