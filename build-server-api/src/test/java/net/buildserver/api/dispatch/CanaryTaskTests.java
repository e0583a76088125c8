package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.log.DiagnosticSeverity;
import net.buildserver.domain.plan.StagePlan;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.orchestrator.builds.NewBuild;
import net.buildserver.orchestrator.testing.TestBuilds;
import org.junit.jupiter.api.Test;

/** What the agent that goes first is told. */
class CanaryTaskTests extends DispatchFixture {
    @Test
    void canaryIsToldWhichWarningsTheLastSuccessfulBuildHad() throws Exception {
        FakeAgent agent = agent(1);
        UUID first = submitCanary();
        TaskAssignment canary = take(agent);
        assertThat(canary.kind()).isEqualTo("canary");
        assertThat(canary.earlierWarnings()).isNull();
        assertThat(canary.stages()).extracting(StagePlan::name).containsSubsequence("Test", "Verify", "Upload");
        List<Diagnostic> said = Stream.of("CS0219", "CS0168", "CS0219")
                .map(code -> new Diagnostic(DiagnosticSeverity.Warning, code, "It " + code, "A.cs", 1, 1, null, null))
                .toList();
        agent.attempt(canary.attemptId(), "reports", new AttemptReport(1, null, null, said, null, null, null));
        agent.attempt(canary.attemptId(), "finish", succeeded(1));
        assertThat(status(first)).isEqualTo(BuildStatus.Succeeded);

        submitCanary();
        assertThat(take(agent).earlierWarnings()).containsExactly("CS0168", "CS0219");
    }

    private UUID submitCanary() {
        BuildRequest request = TestBuilds.request("Released", BuildStrategyType.Canary, BuildPriority.Normal);
        return builds.submit(new NewBuild(request, "developer", null, null)).executionId();
    }

    private static TaskAssignment take(FakeAgent agent) {
        TaskOffer offer = agent.poll().orTimeout(30, TimeUnit.SECONDS).join().as(TaskOffer.class);
        return agent.attempt(offer.attemptId(), "accept", null).as(TaskAssignment.class);
    }
}
