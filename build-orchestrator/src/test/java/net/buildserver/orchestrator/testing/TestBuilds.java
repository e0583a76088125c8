package net.buildserver.orchestrator.testing;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.build.BuildTargetType;

/** Requests as tests need them. */
public final class TestBuilds {
    private static final Instant CREATED = Instant.parse("2025-11-15T10:00:00Z");

    private TestBuilds() {}

    /** Returns a request of the specification's example, with a new identifier. */
    public static BuildRequest request() {
        return request("MyApp", BuildStrategyType.Incremental, BuildPriority.Normal);
    }

    /** Returns a request for the Linux pool. */
    public static BuildRequest request(String project, BuildStrategyType strategy, BuildPriority priority) {
        return request(project, "refs/heads/main", strategy, priority);
    }

    /** Returns a request for a branch and the Linux pool. */
    public static BuildRequest request(
            String project, String gitRef, BuildStrategyType strategy, BuildPriority priority) {
        BuildJobDescriptor job = new BuildJobDescriptor(
                UUID.randomUUID(),
                project,
                "https://github.com/org/myapp",
                gitRef,
                "MyApp.sln",
                "Release",
                "net8.0",
                "AnyCPU",
                null,
                Map.of("Version", "1.2.3"),
                true,
                false,
                true,
                true,
                60,
                Map.of(),
                CREATED,
                "developer@example.com");
        return new BuildRequest(
                UUID.randomUUID(),
                job,
                BuildTargetType.Linux,
                strategy,
                priority,
                false,
                "developer@example.com",
                CREATED);
    }
}
