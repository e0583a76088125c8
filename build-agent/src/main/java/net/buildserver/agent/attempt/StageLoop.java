package net.buildserver.agent.attempt;

import java.util.List;
import java.util.Optional;
import net.buildserver.agent.failure.AgentException;
import net.buildserver.agent.failure.CancelledException;
import net.buildserver.agent.failure.RequirementException;
import net.buildserver.agent.log.BuildLog;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.agent.stage.BuildContext;
import net.buildserver.agent.stage.Stage;
import net.buildserver.agent.stage.StageResult;
import net.buildserver.agent.stage.StageTimer;
import net.buildserver.agent.stage.Stages;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.plan.StagePlan;
import net.buildserver.domain.stage.BuildStageStatus;
import net.buildserver.domain.stage.StageNames;
import net.buildserver.domain.task.AttemptOutcome;
import org.jspecify.annotations.Nullable;

/** Runs the stages of a plan in their order. After one that did not succeed, the later ones are reported as not run. */
final class StageLoop {
    private static final List<String> COUNTING = List.of(StageNames.RESTORE, StageNames.BUILD);

    private final BuildContext context;
    private final Reporter reporter;
    private final BuildLog log;
    private final Cancellation cancellation;

    StageLoop(BuildContext context, Reporter reporter, BuildLog log, Cancellation cancellation) {
        this.context = context;
        this.reporter = reporter;
        this.log = log;
        this.cancellation = cancellation;
    }

    /**
     * Runs the stages.
     *
     * @throws RequirementException if the task has to be handed back
     */
    Outcome run(List<StagePlan> plan) {
        Outcome outcome = Outcome.SUCCEEDED;
        String ended = "";
        for (StagePlan stage : plan) {
            if (stage.skipped()) {
                reporter.notRun(stage.name(), BuildStageStatus.Skipped, "Switched off by the request");
            } else if (!outcome.isSuccess()) {
                boolean cancelled = outcome.outcome() == AttemptOutcome.Cancelled;
                reporter.notRun(
                        stage.name(),
                        cancelled ? BuildStageStatus.Cancelled : BuildStageStatus.Skipped,
                        "Not run, because " + ended + " did not succeed");
            } else {
                outcome = run(stage.name());
                ended = stage.name();
            }
        }
        return outcome;
    }

    private Outcome run(String name) {
        reporter.started(name);
        context.beginStage(name);
        try (StageTimer _ = context.limitStage()) {
            cancellation.check();
            Optional<Stage> stage = Stages.named(name);
            if (stage.isEmpty()) {
                return fail(name, FailureKind.Infrastructure, "this agent does not know the stage; it needs an update");
            }
            StageResult result = stage.get().run(context);
            end(name, result.status(), result.message());
            return Outcome.SUCCEEDED;
        } catch (RequirementException handBack) {
            throw handBack;
        } catch (CancelledException cancelled) {
            return cancelled(name);
        } catch (AgentException failure) {
            // What a cancel breaks in passing is not the reason for the end.
            return cancellation.isRequested() ? cancelled(name) : fail(name, failure.kind(), failure.sentence());
        } catch (RuntimeException defect) { // a defect of the agent must end the attempt, not the agent
            return fail(name, FailureKind.Infrastructure, "defect of the agent: " + defect);
        }
    }

    private Outcome fail(String name, FailureKind kind, String why) {
        String message = name + " failed: " + why;
        log.error(message);
        end(name, BuildStageStatus.Failed, why);
        return Outcome.failed(kind, message);
    }

    private Outcome cancelled(String name) {
        CancelReason reason = cancellation.reason().orElse(CancelReason.UserRequest);
        Outcome outcome = Endings.of(reason, name);
        log.warn(outcome.text());
        boolean failed = outcome.outcome() == AttemptOutcome.Failed;
        end(name, failed ? BuildStageStatus.Failed : BuildStageStatus.Cancelled, outcome.text());
        return outcome;
    }

    private void end(String name, BuildStageStatus status, String message) {
        boolean counting = COUNTING.contains(name);
        reporter.ended(status, message, count(counting, true), count(counting, false));
    }

    private @Nullable Integer count(boolean counting, boolean warnings) {
        if (!counting) {
            return null;
        }
        return warnings
                ? context.stageDiagnostics().warnings()
                : context.stageDiagnostics().errors();
    }
}
