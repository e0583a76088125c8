package net.buildserver.agent.attempt;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.Retries;
import net.buildserver.agent.server.ServerException;
import net.buildserver.agent.spool.AttemptSpool;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.Directive;
import net.buildserver.domain.protocol.ReportAnswer;

/** Sends the reports of a spool in their order, each until it is acknowledged. */
final class ReportSender {
    private final AgentApi api;
    private final Retries retries;
    private final AttemptSpool spool;
    private final Consumer<Directive> directives;
    private final Runnable defect;
    private final Semaphore added = new Semaphore(0);
    private volatile boolean complete;

    /**
     * Creates the sender.
     *
     * @param directives gets what every answer says
     * @param defect is called when the server refuses a report
     */
    ReportSender(AgentApi api, Retries retries, AttemptSpool spool, Consumer<Directive> directives, Runnable defect) {
        this.api = api;
        this.retries = retries;
        this.spool = spool;
        this.directives = directives;
        this.defect = defect;
    }

    /** Says that there is another report. */
    void wake() {
        added.release();
    }

    /** Says that there will be no more reports. */
    void complete() {
        complete = true;
        added.release();
    }

    /**
     * Sends until all reports are acknowledged and there will be no more.
     *
     * @throws ServerException if the server wants no more of them
     */
    void run() {
        long next = spool.firstReport().orElse(1L);
        while (true) {
            boolean last = complete;
            Optional<AttemptReport> report = spool.report(next);
            if (report.isPresent()) {
                next = send(report.get());
            } else if (last) {
                return;
            } else if (!await()) {
                return;
            }
        }
    }

    private boolean await() {
        try {
            added.acquire();
            added.drainPermits();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private long send(AttemptReport report) {
        try {
            ReportAnswer answer = retries.call(() -> api.report(spool.attemptId(), report));
            directives.accept(answer.directive());
            spool.deleteReport(report.sequence());
            return report.sequence() + 1;
        } catch (ServerException.Gap gap) {
            if (gap.expected() <= report.sequence()) {
                throw gap;
            }
            return gap.expected();
        } catch (ServerException.Refused refused) {
            boolean empty = report.stages().isEmpty()
                    && report.diagnostics().isEmpty()
                    && report.tests().isEmpty();
            if (empty) {
                throw refused;
            }
            // The numbers have no gaps: an empty report takes its place, and the attempt fails as our own fault.
            defect.run();
            spool.put(new AttemptReport(report.sequence(), null, List.of(), List.of(), List.of(), null, null));
            return report.sequence();
        }
    }
}
