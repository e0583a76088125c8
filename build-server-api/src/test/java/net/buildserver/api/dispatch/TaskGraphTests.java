package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.AddedTask;
import net.buildserver.domain.protocol.CapableAgent;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.domain.task.AttemptOutcome;
import net.buildserver.orchestrator.lease.LeaseWatch;
import net.buildserver.orchestrator.results.reading.BuildTasks;
import net.buildserver.orchestrator.results.reading.TaskSummary;
import net.buildserver.orchestrator.tasks.TaskRetries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Tasks that another task adds to its build: who runs them when, and what becomes of them. */
class TaskGraphTests extends DispatchFixture {
    private static final String GROWTH = """
            {"slice": [{"name": "Clone", "skipped": false}, {"name": "Test", "skipped": true}], "finish": []}""";

    @Autowired
    BuildTasks tasks;

    @Autowired
    TaskRetries retries;

    @Autowired
    LeaseWatch leases;

    @Test
    void addedTasksRunInTheirOrderWithWhatTheyWereGiven() throws Exception {
        FakeAgent agent = agent(2);
        UUID build = submitPlan();
        TaskAssignment plan = take(agent);

        assertThat(plan.agents()).extracting(CapableAgent::agentId).contains(agent.id());
        agent.attempt(plan.attemptId(), "finish", adding(slice("a"), slice("b", "a"), finish("b")));
        FakeAgent.Answer again =
                agent.attempt(plan.attemptId(), "finish", adding(slice("a"), slice("b", "a"), finish("b")));

        assertThat(again.status()).isEqualTo(204);
        assertThat(states(build))
                .isEqualTo(Map.of("build", "Succeeded", "a", "Ready", "b", "Blocked", "end", "Blocked"));
        TaskAssignment first = take(agent);
        assertThat(first.taskName()).isEqualTo("a");
        assertThat(first.kind()).isEqualTo("slice");
        assertThat(first.payload()).isEqualTo(Map.of("projects", List.of("a")));
        assertThat(first.agents()).isEmpty();
        assertThat(first.inputs()).isEqualTo(Map.of("build", Map.of("made", "by plan")));
        assertThat(first.stages())
                .extracting(stage -> stage.name() + stage.skipped())
                .containsExactly("Clonefalse", "Testtrue");
        end(agent, first);
        end(agent, take(agent));
        assertThat(status(build)).isEqualTo(BuildStatus.Running);
        end(agent, take(agent));
        assertThat(status(build)).isEqualTo(BuildStatus.Succeeded);
        assertThat(tasks.of(build)).extracting(TaskSummary::name).containsExactly("build", "a", "b", "end");
        assertThat(tasks.of(build)).allSatisfy(task -> {
            assertThat(task.agentId()).isEqualTo(agent.id());
            assertThat(task.startTime()).isNotNull();
            assertThat(task.endTime()).isAfterOrEqualTo(task.startTime());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"x\",\"kind\":\"other\"}",
                "{\"name\":\"build\",\"kind\":\"slice\"}",
                "{\"name\":\"../x\",\"kind\":\"slice\"}",
                "{\"name\":\"\",\"kind\":\"slice\"}",
                "{\"kind\":\"slice\"}",
                "{\"name\":\"x\",\"kind\":\"slice\",\"dependsOn\":[\"y\"]}",
                "{\"name\":\"x\",\"kind\":\"slice\",\"dependsOn\":[\"x\"]}",
                "{\"name\":\"x\",\"kind\":\"slice\",\"dependsOn\":[\"build\"]}",
                "{\"name\":\"x\",\"kind\":\"slice\",\"estimate\":\"-PT1S\"}",
                "{\"name\":\"x\",\"kind\":\"slice\",\"payload\":{\"a\":\"\\u0000\"}}",
                "{\"name\":\"x\",\"kind\":\"slice\"},{\"name\":\"x\",\"kind\":\"slice\"}",
                "{\"name\":\"x\",\"kind\":\"slice\",\"everyOtherAgent\":true},{\"name\":\"x y\",\"kind\":\"slice\"}",
                "{\"name\":\"x\",\"kind\":\"slice\",\"dependsOn\":[\"y\"]},{\"name\":\"y\",\"kind\":\"slice\",\"dependsOn\":[\"x\"]}",
            })
    void additionsThatCannotBeAreRefusedAsAWhole(String added) throws Exception {
        FakeAgent agent = agent(1);
        UUID build = submitPlan();
        TaskAssignment plan = take(agent);

        FakeAgent.Answer answer = agent.attempt(plan.attemptId(), "finish", result("Succeeded", added));

        assertThat(answer.status()).isIn(400, 422);
        assertThat(answer.body()).contains("\"errors\"").contains("tasks");
        assertThat(states(build)).isEqualTo(Map.of("build", "Running"));
    }

    @Test
    void onlyWhoMayAddAddsAndNotTooMuch() throws Exception {
        FakeAgent agent = agent(2);
        submit();
        TaskAssignment whole = take(agent);
        submitPlan();
        TaskAssignment plan = take(agent);
        String many = IntStream.rangeClosed(0, AddedTask.MOST)
                .mapToObj(i -> "{\"name\":\"n" + i + "\",\"kind\":\"slice\"}")
                .collect(Collectors.joining(","));
        String large = "{\"name\":\"x\",\"kind\":\"slice\",\"payload\":{\"a\":\"" + "x".repeat(300_000) + "\"}}";

        for (String refused : List.of(
                agent.attempt(whole.attemptId(), "finish", adding(slice("a"))).body(),
                agent.attempt(plan.attemptId(), "finish", result("Failed", "{\"name\":\"x\",\"kind\":\"slice\"}"))
                        .body(),
                agent.attempt(plan.attemptId(), "finish", result("Succeeded", many))
                        .body(),
                agent.attempt(plan.attemptId(), "finish", result("Succeeded", large))
                        .body())) {
            assertThat(refused).contains("invalid-request", "tasks");
        }
    }

    @Test
    void whatDoesNotDependOnAFailureGoesOnAndTheFailureDecides() throws Exception {
        FakeAgent agent = agent(3);
        UUID build = submitPlan();
        finishPlan(agent, slice("a"), slice("b"), slice("c", "a"), finish("c", "b"));
        TaskAssignment a = take(agent);
        TaskAssignment b = take(agent);

        agent.attempt(a.attemptId(), "finish", finished(AttemptOutcome.Failed, FailureKind.UserCode, 0));

        assertThat(states(build))
                .isEqualTo(Map.of(
                        "build", "Succeeded", "a", "Failed", "b", "Running", "c", "Cancelled", "end", "Cancelled"));
        assertThat(status(build)).isEqualTo(BuildStatus.Running);
        end(agent, b);
        assertThat(status(build)).isEqualTo(BuildStatus.Failed);
        assertThat(builds.get(build).errorMessage()).isEqualTo("a: It failed.");
    }

    @Test
    void retriedTaskTakesUpWhatWasGivenUpBecauseOfIt() throws Exception {
        FakeAgent agent = agent(3);
        UUID build = submitPlan();
        finishPlan(agent, slice("a"), slice("b"), finish("a"));
        TaskAssignment a = take(agent);
        TaskAssignment b = take(agent);
        agent.attempt(a.attemptId(), "finish", finished(AttemptOutcome.Failed, FailureKind.UserCode, 0));

        assertThat(retries.retry(build, "b")).isFalse();
        assertThat(retries.retry(build, "a")).isTrue();

        assertThat(states(build))
                .isEqualTo(Map.of("build", "Succeeded", "a", "Ready", "b", "Running", "end", "Blocked"));
        end(agent, take(agent));
        end(agent, b);
        end(agent, take(agent));
        assertThat(status(build)).isEqualTo(BuildStatus.Succeeded);
        assertThat(retries.retry(build, "a")).isFalse();
    }

    @Test
    void lostAgentCostsOnlyItsTask() throws Exception {
        FakeAgent lost = agent(1);
        UUID build = submitPlan();
        finishPlan(lost, slice("a"), slice("b"), finish("a", "b"));
        take(lost);
        FakeAgent other = agent(1);
        TaskAssignment b = take(other);

        lost.restarted().start();

        assertThat(states(build))
                .isEqualTo(Map.of("build", "Succeeded", "a", "Ready", "b", "Running", "end", "Blocked"));
        end(other, b);
        TaskAssignment again = take(other);
        assertThat(again.taskName()).isEqualTo("a");
        assertThat(again.attemptNumber()).isEqualTo(2);
    }

    @Test
    void cancelEndsTheWholeGraph() throws Exception {
        FakeAgent agent = agent(3);
        UUID build = submitPlan();
        finishPlan(agent, slice("a"), slice("b"), finish("a", "b"));
        TaskAssignment a = take(agent);

        builds.cancel(build, "ann");

        assertThat(states(build))
                .isEqualTo(Map.of("build", "Succeeded", "a", "Running", "b", "Cancelled", "end", "Cancelled"));
        assertThat(agent.heartbeat(a.attemptId()).body()).contains("Cancel");
        agent.attempt(a.attemptId(), "finish", finished(AttemptOutcome.Cancelled, FailureKind.Cancelled, 0));
        assertThat(status(build)).isEqualTo(BuildStatus.Cancelled);
    }

    @Test
    void planOfACancelledBuildAddsNothing() throws Exception {
        FakeAgent agent = agent(1);
        UUID build = submitPlan();
        TaskAssignment plan = take(agent);
        builds.cancel(build, "ann");

        agent.attempt(plan.attemptId(), "finish", adding(slice("a")));

        assertThat(states(build)).isEqualTo(Map.of("build", "Cancelled"));
        assertThat(status(build)).isEqualTo(BuildStatus.Cancelled);
    }

    @Test
    void taskForEveryOtherAgentIsOnePerAgentAndOneThatIsGoneIsNotWaitedFor() throws Exception {
        FakeAgent canary = agent(1);
        UUID build = submitPlan();
        TaskAssignment plan = take(canary);
        FakeAgent second = agent(1);
        FakeAgent third = agent(1);
        AddedTask everywhere = new AddedTask("on", "slice", List.of(), true, Map.of(), null);

        canary.attempt(plan.attemptId(), "finish", adding(everywhere, finish("on")));
        jdbc.sql("update agents set maintenance = true where id = :id")
                .param("id", third.id())
                .update();
        TaskAssignment mine = take(second);
        assertThat(mine.taskName()).isEqualTo("on " + second.id());
        jdbc.sql("update tasks set ready_at = now() - interval '1 min' where state = 'Ready'")
                .update();
        leases.run();

        assertThat(states(build))
                .containsEntry("on " + third.id(), "Cancelled")
                .containsEntry("end", "Blocked")
                .hasSize(4);
        end(second, mine);
        end(canary, take(canary));
        assertThat(status(build)).isEqualTo(BuildStatus.Succeeded);
    }

    private UUID submitPlan() {
        UUID build = submit();
        jdbc.sql("update tasks set growth = :growth::jsonb where build_id = :build")
                .param("growth", GROWTH)
                .param("build", build)
                .update();
        return build;
    }

    private void finishPlan(FakeAgent agent, AddedTask... added) {
        FakeAgent.Answer answer = agent.attempt(take(agent).attemptId(), "finish", adding(added));
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    private static TaskAssignment take(FakeAgent agent) {
        TaskOffer offer = agent.poll().orTimeout(30, TimeUnit.SECONDS).join().as(TaskOffer.class);
        return agent.attempt(offer.attemptId(), "accept", null).as(TaskAssignment.class);
    }

    private static void end(FakeAgent agent, TaskAssignment task) {
        FakeAgent.Answer answer = agent.attempt(task.attemptId(), "finish", succeeded(0));
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    private static AddedTask slice(String name, String... needed) {
        return new AddedTask(
                name, "slice", List.of(needed), false, Map.of("projects", List.of(name)), Duration.ofSeconds(5));
    }

    private static AddedTask finish(String... needed) {
        return new AddedTask("end", "finish", List.of(needed), false, Map.of(), null);
    }

    private static FinishReport adding(AddedTask... added) {
        return new FinishReport(
                AttemptOutcome.Succeeded, null, null, 0, 0, null, Map.of("made", "by plan"), Arrays.asList(added));
    }

    private static String result(String outcome, String tasks) {
        return "{\"outcome\":\"" + outcome + "\",\"lastSequence\":0,\"logBytes\":0,\"tasks\":[" + tasks + "]}";
    }

    private Map<String, String> states(UUID build) {
        return tasks.of(build).stream()
                .collect(
                        Collectors.toMap(TaskSummary::name, task -> task.state().name()));
    }
}
