package net.buildserver.api.dispatch;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import net.buildserver.api.BuildServerApplication;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.StageReport;
import net.buildserver.domain.stage.BuildStageStatus;
import net.buildserver.domain.task.AttemptOutcome;
import net.buildserver.orchestrator.agents.EnrolmentTokens;
import net.buildserver.orchestrator.builds.Builds;
import net.buildserver.orchestrator.builds.NewBuild;
import net.buildserver.orchestrator.testing.EmbeddedServices;
import net.buildserver.orchestrator.testing.EmptyTables;
import net.buildserver.orchestrator.testing.TestBuilds;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A running server with real PostgreSQL and Redis, and agents that speak to it over HTTP. */
@SpringBootTest(classes = BuildServerApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class DispatchFixture {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Builds builds;

    @Autowired
    EnrolmentTokens tokens;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        EmbeddedServices.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("build-server.lease.poll-timeout", () -> "3s");
    }

    /** What one test enrolled must not take the next one's tasks, nor the other way round. */
    @AfterEach
    void forgetBuildsAndAgents() {
        jdbc.sql("update agents set polling_until = null, maintenance = true").update();
        EmptyTables.truncate(jdbc, "builds cascade");
    }

    URI server() {
        return URI.create("http://127.0.0.1:" + port);
    }

    String token(boolean reusable) {
        return tokens.create(new EnrolmentTokens.Terms("test", null, reusable, Duration.ofHours(1)), "admin")
                .secret();
    }

    /** An enrolled agent with a session. */
    FakeAgent agent(int slots) throws IOException {
        FakeAgent agent = FakeAgent.register(server(), token(false), "agent " + NUMBER.incrementAndGet(), slots);
        agent.start();
        return agent;
    }

    UUID submit() {
        return submit("Project" + NUMBER.incrementAndGet(), BuildPriority.Normal);
    }

    UUID submit(String project, BuildPriority priority) {
        return submit(TestBuilds.request(project, BuildStrategyType.Clean, priority));
    }

    UUID submit(BuildRequest request) {
        return builds.submit(new NewBuild(request, "developer", null, null)).executionId();
    }

    BuildStatus status(UUID build) {
        return builds.get(build).status();
    }

    static AttemptReport stage(long sequence, String name, BuildStageStatus status) {
        return new AttemptReport(
                sequence,
                null,
                java.util.List.of(new StageReport(name, status, null, null, null, null, null)),
                null,
                null,
                null,
                null);
    }

    static FinishReport finished(AttemptOutcome outcome, FailureKind kind, long lastSequence) {
        return new FinishReport(outcome, kind, kind == null ? null : "It failed.", lastSequence, 0, null);
    }

    static FinishReport succeeded(long lastSequence) {
        return finished(AttemptOutcome.Succeeded, null, lastSequence);
    }
}
