package net.buildserver.agent.attempt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import net.buildserver.agent.artifact.ArtifactUploader;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.failure.RequirementException;
import net.buildserver.agent.log.AgentLog;
import net.buildserver.agent.log.BuildLog;
import net.buildserver.agent.log.Redaction;
import net.buildserver.agent.process.ProcessSweep;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.FileUpload;
import net.buildserver.agent.server.Retries;
import net.buildserver.agent.server.ServerException;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.agent.signal.StopSignal;
import net.buildserver.agent.stage.BuildContext;
import net.buildserver.agent.stage.BuildTools;
import net.buildserver.agent.workspace.FileTrees;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.build.Violation;
import net.buildserver.domain.plan.StagePlan;
import net.buildserver.domain.protocol.DeclineReport;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.stage.BuildStageStatus;

/** Runs attempts: stages, clean-up, delivery. One runner serves all slots of an agent. */
public final class AttemptRunner {
    private final AgentApi api;
    private final BuildTools tools;
    private final FileUpload store = new FileUpload();
    private final Path spoolRoot;
    private final InstantSource clock;
    private final AgentLog log;

    /** Creates the runner; spools lie below {@code spoolRoot}. */
    public AttemptRunner(AgentApi api, BuildTools tools, Path spoolRoot, InstantSource clock, AgentLog log) {
        this.api = api;
        this.tools = tools;
        this.spoolRoot = spoolRoot;
        this.clock = clock;
        this.log = log;
    }

    /** Runs an accepted attempt and delivers its result; returns when the server has it or wants no more of it. */
    public void run(TaskAssignment assignment, Cancellation cancellation, StopSignal deliveryStop) {
        AgentLog attemptLog = log.forAttempt(assignment.executionId(), assignment.attemptId());
        AttemptSpool spool = AttemptSpool.create(spoolRoot, assignment.attemptId());
        Redaction redaction = Redaction.of(assignment.job().repositoryUrl());
        Cancellation.Registration abandoned = cancellation.onRequest(() -> stopIfAbandoned(cancellation, deliveryStop));
        Retries retries = new Retries(deliveryStop);
        Delivery delivery = new Delivery(api, retries, spool, cancellation, attemptLog::warn);
        Reporter reporter = new Reporter(spool, clock, redaction, delivery::reportAdded);
        StopSignal over = new StopSignal();
        delivery.start();
        attemptLog.info("accepted, " + assignment.strategy() + " build of "
                + assignment.job().projectName());
        try (BuildLog buildLog = new BuildLog(spool.log(), clock, redaction)) {
            Thread.ofVirtual().name("timeout").start(() -> timeOut(assignment, cancellation, over));
            Outcome outcome = build(assignment, cancellation, reporter, buildLog, retries);
            over.stop();
            attemptLog.info("ended " + outcome.outcome() + (outcome.isSuccess() ? "" : ": " + outcome.text()));
            FinishReport finish = new FinishReport(
                    outcome.outcome(),
                    outcome.kind(),
                    outcome.message() == null ? null : redaction.apply(outcome.message()),
                    reporter.lastSequence(),
                    buildLog.length());
            if (!cancellation.isAbandoned()) {
                spool.put(finish);
            }
            boolean delivered = delivery.finish(finish);
            attemptLog.info(delivered ? "result delivered" : "result not delivered");
        } catch (RequirementException handBack) {
            attemptLog.info("handed back: " + handBack.sentence());
            decline(assignment, retries, handBack);
            cancellation.request(CancelReason.Abandoned);
            spool.delete();
        } finally {
            over.stop();
            abandoned.remove();
        }
    }

    /** Delivers the result that an earlier process left in {@code spool}. */
    public void replay(AttemptSpool spool, FinishReport finish, Cancellation cancellation, StopSignal deliveryStop) {
        log.info("delivering the result of attempt " + spool.attemptId() + " from the spool");
        Delivery delivery = new Delivery(api, new Retries(deliveryStop), spool, cancellation, log::warn);
        delivery.start();
        boolean delivered = delivery.finish(finish);
        log.info("attempt " + spool.attemptId() + (delivered ? ": result delivered" : ": result not delivered"));
    }

    private Outcome build(
            TaskAssignment assignment,
            Cancellation cancellation,
            Reporter reporter,
            BuildLog buildLog,
            Retries retries) {
        buildLog.info("Starting build for " + assignment.job().projectName() + " ("
                + assignment.job().configuration() + ")");
        List<Violation> violations = tools.rules().check(assignment.job());
        if (!violations.isEmpty()) {
            return refused(assignment, violations, reporter, buildLog);
        }
        Path temporary = temporary();
        BuildContext context = new BuildContext(
                assignment,
                tools,
                new BuildContext.AttemptOutputs(buildLog, reporter, temporary),
                cancellation,
                new ArtifactUploader(api, retries, store));
        try {
            return new StageLoop(context, reporter, buildLog, cancellation).run(assignment.stages());
        } finally {
            // The compiler server and whatever a build started end here, before their folders go.
            ProcessSweep.sweep(assignment.attemptId().toString());
            context.release();
            FileTrees.deleteQuietly(temporary);
        }
    }

    private static Outcome refused(
            TaskAssignment assignment, List<Violation> violations, Reporter reporter, BuildLog buildLog) {
        String why = violations.stream()
                .map(violation -> violation.field() + " " + violation.message())
                .collect(Collectors.joining(" "));
        String message = "The agent refuses the job: " + why;
        buildLog.error(message);
        for (StagePlan stage : assignment.stages()) {
            reporter.notRun(stage.name(), BuildStageStatus.Skipped, "Not run, because the agent refuses the job");
        }
        return Outcome.failed(FailureKind.Configuration, message);
    }

    private void decline(TaskAssignment assignment, Retries retries, RequirementException handBack) {
        DeclineReport report = new DeclineReport(handBack.sentence(), handBack.requiredSdk());
        try {
            retries.run(() -> api.decline(assignment.attemptId(), report));
        } catch (ServerException gone) {
            log.warn("the task could not be handed back: " + gone.sentence());
        }
    }

    // Compilers and test hosts put sockets there, whose paths may have 108 characters at most.
    private static Path temporary() {
        try {
            return Files.createTempDirectory("bsa").toRealPath();
        } catch (IOException cannotCreate) {
            throw new LocalIoException("cannot create a temporary folder", cannotCreate);
        }
    }

    private static void timeOut(TaskAssignment assignment, Cancellation cancellation, StopSignal over) {
        if (!over.await(assignment.timeout())) {
            cancellation.request(CancelReason.Timeout);
        }
    }

    private static void stopIfAbandoned(Cancellation cancellation, StopSignal deliveryStop) {
        if (cancellation.isAbandoned()) {
            deliveryStop.stop();
        }
    }
}
