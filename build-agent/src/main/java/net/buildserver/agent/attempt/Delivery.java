package net.buildserver.agent.attempt;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import net.buildserver.agent.failure.AgentException;
import net.buildserver.agent.log.LogUploader;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.Retries;
import net.buildserver.agent.server.ServerException;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.agent.signal.StopSignal;
import net.buildserver.domain.protocol.Directive;
import net.buildserver.domain.protocol.FinishReport;
import org.jspecify.annotations.Nullable;

/** Brings one attempt's reports, log and result to the server, whatever becomes of the server meanwhile. */
final class Delivery {
    private final AgentApi api;
    private final Retries retries;
    private final AttemptSpool spool;
    private final Cancellation cancellation;
    private final Consumer<String> problems;
    private final ReportSender reports;
    private final StopSignal logComplete = new StopSignal();
    private final AtomicReference<@Nullable AgentException> failure = new AtomicReference<>();
    private @Nullable Thread reportThread;
    private @Nullable Thread logThread;

    /**
     * Creates the delivery.
     *
     * @param retries end when the agent stops or the attempt is abandoned
     * @param problems gets a sentence when the server wants no more
     */
    Delivery(AgentApi api, Retries retries, AttemptSpool spool, Cancellation cancellation, Consumer<String> problems) {
        this.api = api;
        this.retries = retries;
        this.spool = spool;
        this.cancellation = cancellation;
        this.problems = problems;
        Runnable defect = () -> cancellation.request(CancelReason.ProtocolDefect);
        this.reports = new ReportSender(api, retries, spool, this::follow, defect);
    }

    /** Starts to send what is in the spool and what comes into it. */
    void start() {
        UUID attemptId = spool.attemptId();
        LogUploader log = new LogUploader(api, retries, attemptId, spool.log(), this::follow);
        reportThread = Thread.ofVirtual().name("reports-" + attemptId).start(() -> guarded(reports::run));
        logThread = Thread.ofVirtual().name("log-" + attemptId).start(() -> guarded(() -> log.run(logComplete)));
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
            guarded(() -> retries.run(() -> api.finish(spool.attemptId(), finish)));
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
