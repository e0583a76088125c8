package net.buildserver.agent.attempt;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import net.buildserver.agent.artifact.ArtifactUploader;
import net.buildserver.agent.cache.store.remote.SharedCache;
import net.buildserver.agent.dotnet.FeedCredentials;
import net.buildserver.agent.failure.AgentException;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.failure.RequirementException;
import net.buildserver.agent.log.AgentLog;
import net.buildserver.agent.log.BuildLog;
import net.buildserver.agent.log.LogFile;
import net.buildserver.agent.log.LogSource;
import net.buildserver.agent.process.UsageWatch;
import net.buildserver.agent.redaction.Redaction;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.FileDownload;
import net.buildserver.agent.server.FileUpload;
import net.buildserver.agent.server.Retries;
import net.buildserver.agent.server.ServerException;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.agent.signal.StopSignal;
import net.buildserver.agent.spool.AttemptSpool;
import net.buildserver.agent.stage.BuildContext;
import net.buildserver.agent.stage.BuildTools;
import net.buildserver.agent.trace.AttemptTrace;
import net.buildserver.agent.workspace.FileTrees;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.build.Violation;
import net.buildserver.domain.cache.CacheScope;
import net.buildserver.domain.plan.StagePlan;
import net.buildserver.domain.protocol.DeclineReport;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.stage.BuildStageStatus;

/** Runs attempts: stages, clean-up, delivery. One runner serves all slots of an agent. */
public final class AttemptRunner {
    private static final Duration DECLINE_LIMIT = Duration.ofSeconds(20);
    /** How long a build's end waits until what it made is shared. */
    private static final Duration PUBLISH_LIMIT = Duration.ofSeconds(30);

    private final AgentApi api;
    private final BuildTools tools;
    private final FileUpload store = new FileUpload();
    private final FileDownload downloads = new FileDownload();
    private final Path spoolRoot;
    private final long logCap;
    private final InstantSource clock;
    private final AgentLog log;

    /** Creates the runner; spools lie below {@code spoolRoot}, and a log never gets much longer than {@code logCap} bytes. */
    public AttemptRunner(
            AgentApi api, BuildTools tools, Path spoolRoot, long logCap, InstantSource clock, AgentLog log) {
        this.api = api;
        this.tools = tools;
        this.spoolRoot = spoolRoot;
        this.logCap = logCap;
        this.clock = clock;
        this.log = log;
    }

    /** Runs an accepted attempt and delivers its result; returns when the server has it or wants no more of it. */
    public void run(TaskAssignment assignment, Cancellation cancellation, StopSignal deliveryStop) {
        Redaction redaction = Redaction.of(assignment.job().repositoryUrl())
                .addAll(log.redaction())
                .addNamed(assignment.job().buildProperties())
                .addNamed(tools.extras())
                .addNamed(FeedCredentials.secrets(tools.extras()));
        AgentLog attemptLog = log.forAttempt(assignment).masking(redaction);
        Retries retries = new Retries(deliveryStop);
        Cancellation.Registration abandoned = cancellation.onRequest(() -> stopIfAbandoned(cancellation, deliveryStop));
        attemptLog.info("accepted, " + assignment.strategy() + " build of "
                + assignment.job().projectName());
        try {
            AttemptSpool spool = AttemptSpool.create(spoolRoot, assignment.attemptId());
            try (LogFile logFile = new LogFile(spool.log(), logCap)) {
                run(assignment, new Run(spool, logFile, cancellation, retries, attemptLog));
            } catch (RequirementException handBack) {
                cancellation.request(CancelReason.Abandoned);
                spool.delete();
                throw handBack;
            }
        } catch (RequirementException | LocalIoException handBack) {
            attemptLog.info("handed back: " + handBack.sentence());
            decline(assignment, handBack);
        } finally {
            abandoned.remove();
        }
    }

    /** What belongs to one run of an attempt. */
    private record Run(
            AttemptSpool spool, LogFile logFile, Cancellation cancellation, Retries retries, AgentLog attemptLog) {}

    private void run(TaskAssignment assignment, Run run) {
        AttemptSpool spool = run.spool();
        Redaction redaction = run.attemptLog().redaction();
        Delivery delivery =
                new Delivery(api, run.retries(), spool, run.logFile(), run.cancellation(), run.attemptLog()::warn);
        Reporter reporter = new Reporter(spool, clock, redaction, delivery::reportAdded);
        delivery.start();
        Outcome outcome = timed(assignment, run, reporter, new BuildLog(run.logFile(), clock, redaction));
        String digest = run.logFile().complete();
        FinishReport finish = new FinishReport(
                outcome.outcome(),
                outcome.kind(),
                outcome.message() == null ? null : redaction.apply(outcome.message()),
                reporter.lastSequence(),
                run.logFile().length(),
                digest,
                outcome.output(),
                outcome.tasks());
        if (!run.cancellation().isAbandoned()) {
            spool.put(finish);
        }
        // Who reads this may end the agent: the result is safe now.
        run.attemptLog().info("ended " + outcome.outcome() + (outcome.isSuccess() ? "" : ": " + outcome.text()));
        if (spool.isDiskFull()) {
            run.attemptLog().warn("the disk is full: the result is kept in memory until it is delivered");
        }
        boolean delivered = delivery.finish(finish);
        run.attemptLog().info(delivered ? "result delivered" : "result not delivered");
    }

    private Outcome timed(TaskAssignment assignment, Run run, Reporter reporter, BuildLog buildLog) {
        StopSignal over = new StopSignal();
        Thread.ofVirtual().name("timeout").start(() -> timeOut(assignment, run.cancellation(), over));
        try {
            return build(assignment, run.cancellation(), reporter, buildLog, run.retries());
        } catch (RequirementException handBack) {
            throw handBack;
        } catch (AgentException failure) {
            // Such as a disk without room for a temporary folder: the result has to say so.
            buildLog.error(failure.sentence());
            return Outcome.failed(failure.kind(), failure.sentence());
        } finally {
            over.stop();
        }
    }

    /** Delivers the result that an earlier process left in {@code spool}. */
    public void replay(AttemptSpool spool, FinishReport finish, Cancellation cancellation, StopSignal deliveryStop) {
        log.info("delivering the result of attempt " + spool.attemptId() + " from the spool");
        LogSource left = LogSource.left(spool.log());
        Delivery delivery = new Delivery(api, new Retries(deliveryStop), spool, left, cancellation, log::warn);
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
        reporter.redaction().warnings().forEach(buildLog::warn);
        buildLog.info("Starting build for " + assignment.job().projectName() + " ("
                + assignment.job().configuration() + ")");
        List<Violation> violations = tools.rules().check(assignment.job());
        if (!violations.isEmpty()) {
            return refused(assignment, violations, reporter, buildLog);
        }
        AttemptTrace trace = new AttemptTrace(assignment.traceparent(), tools.spans(), clock);
        Path temporary = tools.workspaces().createTemporary();
        SharedCache shared = new SharedCache(api, assignment.attemptId(), downloads, store, buildLog::warn);
        BuildContext context = new BuildContext(
                assignment,
                tools.with(tools.cache().partition(partition(assignment), shared)),
                new BuildContext.AttemptOutputs(buildLog, reporter, temporary, reporter.redaction(), trace),
                cancellation,
                new ArtifactUploader(api, retries, store));
        try (UsageWatch _ =
                UsageWatch.start(tools.usage(), assignment.attemptId().toString(), context::folders, cancellation)) {
            return new StageLoop(context, reporter, buildLog, cancellation)
                    .run(assignment.stages())
                    .with(context.output(), context.added());
        } finally {
            // The compiler server and whatever a build started end here, before their folders go.
            tools.runner().endAll(assignment.attemptId().toString());
            shared.finish(cancellation.isRequested() ? Duration.ofSeconds(1) : PUBLISH_LIMIT);
            context.release();
            // The server tells no further stages of an attempt that it took away; what is below these would hang from
            // nothing.
            if (!cancellation.isAbandoned()) {
                trace.end();
            }
            FileTrees.deleteQuietly(temporary);
        }
    }

    // Entries of other references come from the server, which knows whom to trust.
    private static String partition(TaskAssignment assignment) {
        BuildJobDescriptor job = assignment.job();
        return CacheScope.of(job.repositoryUrl(), "", job.buildProperties(), job.gitRef());
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

    private void decline(TaskAssignment assignment, AgentException handBack) {
        DeclineReport report = handBack instanceof RequirementException missing
                ? new DeclineReport(
                        missing.sentence(), missing.requiredSdk(), missing.rollForward(), missing.allowPrerelease())
                : new DeclineReport(handBack.sentence(), null);
        try {
            // Being abandoned must not keep the word from the server.
            new Retries(new StopSignal()).call(() -> declined(assignment, report), DECLINE_LIMIT);
        } catch (ServerException gone) {
            log.warn("the task could not be handed back: " + gone.sentence());
        }
    }

    private boolean declined(TaskAssignment assignment, DeclineReport report) {
        api.decline(assignment.attemptId(), report);
        return true;
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
