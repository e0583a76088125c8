package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.log.DiagnosticSeverity;
import net.buildserver.domain.protocol.AgentRegistration;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.CacheUse;
import net.buildserver.domain.protocol.DeclineReport;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.ReportAnswer;
import net.buildserver.domain.protocol.SessionSettings;
import net.buildserver.domain.protocol.SessionStart;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.domain.stage.BuildStageStatus;
import net.buildserver.domain.task.AttemptOutcome;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AgentProtocolTests extends DispatchFixture {
    @Autowired
    MeterRegistry meters;

    @Test
    void buildRunsFromSubmitToItsResult() throws Exception {
        FakeAgent agent = agent(1);
        CompletableFuture<FakeAgent.Answer> poll = agent.poll();
        UUID build = submit();

        TaskOffer offer = poll.get(5, TimeUnit.SECONDS).as(TaskOffer.class);
        assertThat(offer.executionId()).isEqualTo(build);
        TaskAssignment assignment =
                agent.attempt(offer.attemptId(), "accept", null).as(TaskAssignment.class);
        assertThat(assignment.executionId()).isEqualTo(build);
        assertThat(assignment.attemptNumber()).isEqualTo(1);
        assertThat(assignment.stages()).hasSize(6);
        assertThat(status(build)).isEqualTo(BuildStatus.Running);

        UUID attempt = offer.attemptId();
        assertThat(agent.attempt(attempt, "reports", stage(1, "Clone", BuildStageStatus.Running))
                        .as(ReportAnswer.class)
                        .nextSequence())
                .isEqualTo(2);
        agent.attempt(attempt, "reports", stage(2, "Clone", BuildStageStatus.Succeeded))
                .as(ReportAnswer.class);
        assertThat(agent.attempt(attempt, "finish", succeeded(2)).status()).isEqualTo(204);
        assertThat(status(build)).isEqualTo(BuildStatus.Succeeded);
        assertThat(agent.attempt(attempt, "finish", succeeded(2)).status()).isEqualTo(204);
        assertThat(agent.attempt(attempt, "reports", stage(3, "Restore", BuildStageStatus.Running))
                        .problem())
                .isEqualTo("410 attempt-ended");
    }

    @Test
    void acceptingTwiceGivesTheSameAnswer() throws Exception {
        FakeAgent agent = agent(1);
        submit();
        UUID attempt = agent.poll().get(5, TimeUnit.SECONDS).as(TaskOffer.class).attemptId();

        FakeAgent.Answer first = agent.attempt(attempt, "accept", null);

        assertThat(first.status()).isEqualTo(200);
        assertThat(agent.attempt(attempt, "accept", null)).isEqualTo(first);
    }

    @Test
    void reportsAreAppliedOnceAndInOrder() throws Exception {
        FakeAgent agent = agent(1);
        submit();
        UUID attempt = agent.take();
        Diagnostic warning = new Diagnostic(
                DiagnosticSeverity.Warning, "CS1", "Odd\u0007 text\u202E", "a.cs", 1, 2, "a.csproj", null);
        AttemptReport report = new AttemptReport(1, null, null, List.of(warning), null, null, null);

        assertThat(agent.attempt(attempt, "reports", report).status()).isEqualTo(200);
        assertThat(agent.attempt(attempt, "reports", report)
                        .as(ReportAnswer.class)
                        .nextSequence())
                .isEqualTo(2);
        FakeAgent.Answer gap = agent.attempt(attempt, "reports", stage(3, "Clone", BuildStageStatus.Running));
        assertThat(gap.problem()).isEqualTo("409 gap");
        assertThat(gap.json().get("expected").asLong()).isEqualTo(2);
        assertThat(jdbc.sql("select message from diagnostics where attempt_id = :id")
                        .param("id", attempt)
                        .query(String.class)
                        .list())
                .containsExactly("Odd text");
    }

    @Test
    void useOfTheCacheIsCountedOnce() throws Exception {
        FakeAgent agent = agent(1);
        submit();
        UUID attempt = agent.take();
        double before = meters.counter("build.server.cache.hits").count();
        AttemptReport report = new AttemptReport(1, null, null, null, null, null, new CacheUse(3, 1, List.of()));

        agent.attempt(attempt, "reports", report);
        agent.attempt(attempt, "reports", report);

        assertThat(meters.counter("build.server.cache.hits").count()).isEqualTo(before + 3);
    }

    @Test
    void finishWaitsForEveryReportAndLogByte() throws Exception {
        FakeAgent agent = agent(1);
        UUID build = submit();
        UUID attempt = agent.take();

        FakeAgent.Answer reports = agent.attempt(attempt, "finish", succeeded(4));
        assertThat(reports.problem()).isEqualTo("409 gap");
        assertThat(reports.json().get("expected").asLong()).isEqualTo(1);
        FakeAgent.Answer log =
                agent.attempt(attempt, "finish", new FinishReport(AttemptOutcome.Succeeded, null, null, 0, 10, null));
        assertThat(log.problem()).isEqualTo("416 gap");
        assertThat(log.json().get("expected").asLong()).isZero();
        assertThat(status(build)).isEqualTo(BuildStatus.Running);
    }

    @Test
    void impossibleReportsAreRefused() throws Exception {
        FakeAgent agent = agent(1);
        submit();
        UUID attempt = agent.take();

        assertThat(agent.attempt(attempt, "reports", stage(1, "Dance", BuildStageStatus.Running))
                        .problem())
                .isEqualTo("422 invalid-request");
        assertThat(agent.attempt(attempt, "reports", stage(1, "Build", BuildStageStatus.Running))
                        .problem())
                .isEqualTo("422 invalid-request");
        assertThat(agent.attempt(attempt, "reports", stage(1, "Clone", BuildStageStatus.Succeeded))
                        .problem())
                .isEqualTo("422 invalid-request");
        assertThat(agent.attempt(attempt, "reports", "{\"sequence\":1,\"lineCoverage\":7}")
                        .problem())
                .isEqualTo("422 invalid-request");
        assertThat(agent.attempt(attempt, "reports", stage(1, "Clone", BuildStageStatus.Running))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void infrastructureFailureIsTriedAgainThreeTimesAndThenListed() throws Exception {
        FakeAgent agent = agent(1);
        UUID build = submit();
        for (int number = 1; number <= 4; number++) {
            assertThat(status(build)).isNotEqualTo(BuildStatus.Failed);
            UUID attempt = agent.take();
            assertThat(agent.attempt(attempt, "finish", finished(AttemptOutcome.Failed, FailureKind.Infrastructure, 0))
                            .status())
                    .isEqualTo(204);
        }

        assertThat(status(build)).isEqualTo(BuildStatus.Failed);
        assertThat(builds.get(build).failureKind()).isEqualTo(FailureKind.Infrastructure);
        assertThat(builds.get(build).errorMessage()).contains("Attempt 1 on", "Attempt 4 on");
    }

    @Test
    void userFailureIsNotTriedAgain() throws Exception {
        FakeAgent agent = agent(1);
        UUID build = submit();

        agent.attempt(agent.take(), "finish", finished(AttemptOutcome.Failed, FailureKind.UserCode, 0));

        assertThat(status(build)).isEqualTo(BuildStatus.Failed);
        assertThat(builds.get(build).errorMessage()).isEqualTo("It failed.");
    }

    @Test
    void declinedTaskGoesToAnotherAgentThatHasItsSdk() throws Exception {
        FakeAgent first = agent(1);
        UUID build = submit();
        UUID attempt = first.poll().get(5, TimeUnit.SECONDS).as(TaskOffer.class).attemptId();
        first.attempt(attempt, "accept", null);

        assertThat(first.attempt(attempt, "decline", new DeclineReport("No SDK.", "10.0.400"))
                        .status())
                .isEqualTo(204);
        assertThat(first.attempt(attempt, "decline", new DeclineReport("No SDK.", "10.0.400"))
                        .status())
                .isEqualTo(204);
        assertThat(first.poll().get(10, TimeUnit.SECONDS).status()).isEqualTo(204);
        FakeAgent second = agent(1);
        assertThat(second.poll().get(5, TimeUnit.SECONDS).as(TaskOffer.class).executionId())
                .isEqualTo(build);
    }

    @Test
    void restartedAgentKeepsWhatItHoldsAndLosesTheRestAtOnce() throws Exception {
        FakeAgent agent = agent(2);
        UUID kept = submit();
        UUID lost = submit();
        UUID one = agent.take();
        UUID other = agent.take();
        UUID keptAttempt =
                builds.get(kept).status() == BuildStatus.Running && buildOf(one).equals(kept) ? one : other;

        FakeAgent restarted = agent.restarted();
        SessionSettings settings =
                restarted.start(keptAttempt, UUID.randomUUID()).as(SessionSettings.class);

        assertThat(settings.attempts()).extracting("directive").asString().isEqualTo("[Continue, Abandon]");
        UUID again = restarted.take();
        assertThat(buildOf(again)).isEqualTo(lost);
        assertThat(agent.heartbeat().problem()).isEqualTo("409 session-replaced");
        assertThat(agent.poll().get(5, TimeUnit.SECONDS).problem()).isEqualTo("409 session-replaced");
        assertThat(restarted.attempt(keptAttempt, "finish", succeeded(0)).status())
                .isEqualTo(204);
    }

    @Test
    void otherVersionOfTheProtocolIsRefused() throws Exception {
        AgentRegistration today = FakeAgent.registration("x", 1, BuildTargetType.Linux);
        AgentRegistration older = new AgentRegistration(
                0, today.agentVersion(), today.name(), today.hostname(), today.targetType(), today.capabilities());
        SessionStart start =
                new SessionStart(2, UUID.randomUUID(), "9.0", "host", Instant.EPOCH, today.capabilities(), List.of());

        assertThat(FakeAgent.register(server(), token(false), older).problem()).isEqualTo("426 protocol-mismatch");
        assertThat(agent(1).post("/session", start).problem()).isEqualTo("426 protocol-mismatch");
    }

    private UUID buildOf(UUID attempt) {
        return jdbc.sql("select build_id from attempts where id = :id")
                .param("id", attempt)
                .query(UUID.class)
                .single();
    }
}
