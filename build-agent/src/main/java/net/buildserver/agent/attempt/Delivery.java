package net.buildserver.agent.attempt;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import net.buildserver.agent.failure.AgentException;
import net.buildserver.agent.log.LogSource;
import net.buildserver.agent.log.LogUploader;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.Retries;
import net.buildserver.agent.server.ServerException;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.agent.signal.StopSignal;
import net.buildserver.agent.spool.AttemptSpool;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.Directive;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.task.AttemptOutcome;
import org.jspecify.annotations.Nullable;

/** Brings one attempt's reports, log and result to the server, whatever becomes of the server meanwhile. */
final class Delivery {
    private static final int RESENDS = 3;

    private final AgentApi api;
    private final Retries retries;
    private final AttemptSpool spool;
    private final Cancellation cancellation;
    private final Consumer<String> problems;
    private final ReportSender reports;
    private final LogUploader log;
    private final StopSignal logComplete = new StopSignal();
    private final AtomicReference<@Nullable AgentException> failure = new AtomicReference<>();
    private volatile boolean logRefused;
    private @Nullable Thread reportThread;
    private @Nullable Thread logThread;

    /**
     * Creates the delivery.
     *
     * @param retries end when the agent stops or the attempt is abandoned
     * @param log the attempt's log
     * @param problems gets a sentence when the server does not take something
     */
    Delivery(
            AgentApi api,
            Retries retries,
            AttemptSpool spool,
            LogSource log,
            Cancellation cancellation,
            Consumer<String> problems) {
        this.api = api;
        this.retries = retries;
        this.spool = spool;
        this.cancellation = cancellation;
        this.problems = problems;
        Runnable defect = () -> cancellation.request(CancelReason.ProtocolDefect);
        this.reports = new ReportSender(api, retries, spool, this::follow, defect);
        this.log = new LogUploader(api, retries, spool.attemptId(), log, this::follow);
    }

    /** Starts to send what is in the spool and what comes into it. */
    void start() {
        UUID attemptId = spool.attemptId();
        reportThread = Thread.ofVirtual().name("reports-" + attemptId).start(() -> guarded(reports::run));
        logThread = Thread.ofVirtual().name("log-" + attemptId).start(() -> guarded(this::sendLog));
    }

    // A log that cannot be delivered ends the attempt as our own fault; its result still has to arrive.
    private void sendLog() {
        try {
            log.run(logComplete);
        } catch (ServerException.Refused | ServerException.Gap | ServerException.Unreadable refused) {
            problems.accept("the log cannot be delivered: " + refused.sentence());
            logRefused = true;
            cancellation.request(CancelReason.ProtocolDefect);
        }
    }

    /** Says that there is another report. */
    void reportAdded() {
        reports.wake();
    }

    /**
     * Sends the rest, then {@code finish}, until it is acknowledged. Afterwards the spool is gone, unless the agent stopped
     * before that.
     *
     * @return whether the server has the result
     */
    boolean finish(FinishReport finish) {
        reports.complete();
        logComplete.stop();
        join(reportThread);
        join(logThread);
        if (failure.get() == null && !cancellation.isAbandoned()) {
            guarded(() -> deliver(finish));
        }
        boolean stopped = failure.get() instanceof ServerException.Stopped;
        if (!stopped || cancellation.isAbandoned()) {
            spool.delete();
        }
        return failure.get() == null && !cancellation.isAbandoned();
    }

    /** Does what the server says about the attempt. */
    void follow(Directive directive) {
        switch (directive) {
            case Continue -> {
                // Nothing to do.
            }
            case Cancel -> cancellation.request(CancelReason.UserRequest);
            case Abandon -> cancellation.request(CancelReason.Abandoned);
        }
    }

    private void deliver(FinishReport finish) {
        try {
            deliverWithLog(finish);
        } catch (ServerException.Refused refused) {
            // Without any result the server would only see the attempt vanish.
            problems.accept("the result is refused: " + refused.sentence());
            String why = "The server refused the agent's result: " + refused.sentence();
            send(new FinishReport(
                    AttemptOutcome.Failed,
                    FailureKind.Infrastructure,
                    why,
                    finish.lastSequence(),
                    log.serverBytes(),
                    null));
        }
    }

    private void deliverWithLog(FinishReport finish) {
        for (int i = 0; i < RESENDS; i++) {
            try {
                send(withLog(finish));
                return;
            } catch (ServerException.LogMismatch mismatch) {
                problems.accept("the log is sent again: " + mismatch.sentence());
                log.again();
            }
        }
        problems.accept("the log arrived damaged " + RESENDS + " times; the result is delivered without its check");
        send(withoutCheck(finish));
    }

    private FinishReport withLog(FinishReport finish) {
        return log.isFaithful() && !logRefused ? finish : withoutCheck(finish);
    }

    private FinishReport withoutCheck(FinishReport finish) {
        return new FinishReport(
                finish.outcome(),
                finish.failureKind(),
                finish.errorMessage(),
                finish.lastSequence(),
                log.serverBytes(),
                null,
                finish.output(),
                finish.tasks());
    }

    private void send(FinishReport finish) {
        retries.run(() -> api.finish(spool.attemptId(), finish));
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (ServerException.Stopped stopped) {
            failure.compareAndSet(null, stopped);
        } catch (AgentException noMore) {
            failure.compareAndSet(null, noMore);
            problems.accept(noMore.sentence());
            cancellation.request(CancelReason.Abandoned);
        }
    }

    private static void join(@Nullable Thread thread) {
        if (thread == null) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
