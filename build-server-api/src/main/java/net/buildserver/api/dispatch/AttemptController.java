package net.buildserver.api.dispatch;

import java.util.UUID;
import net.buildserver.api.security.AgentPrincipal;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.DeclineReport;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.ReportAnswer;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.orchestrator.lease.Acceptances;
import net.buildserver.orchestrator.lease.Endings;
import net.buildserver.orchestrator.results.Reports;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What an agent says of an attempt. */
@RestController
@RequestMapping(AgentProtocol.BASE_PATH + "/attempts/{attemptId}")
class AttemptController {
    private final Acceptances acceptances;
    private final Reports reports;
    private final Endings endings;

    AttemptController(Acceptances acceptances, Reports reports, Endings endings) {
        this.acceptances = acceptances;
        this.reports = reports;
        this.endings = endings;
    }

    @PostMapping("/accept")
    TaskAssignment accept(@AuthenticationPrincipal AgentPrincipal agent, @PathVariable UUID attemptId) {
        return acceptances.accept(attemptId, agent.agentId());
    }

    @PostMapping("/decline")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decline(
            @AuthenticationPrincipal AgentPrincipal agent,
            @PathVariable UUID attemptId,
            @RequestBody DeclineReport report) {
        endings.decline(attemptId, agent.agentId(), report);
    }

    @PostMapping("/reports")
    ReportAnswer report(
            @AuthenticationPrincipal AgentPrincipal agent,
            @PathVariable UUID attemptId,
            @RequestBody AttemptReport report) {
        return reports.apply(attemptId, agent.agentId(), report);
    }

    @PostMapping("/finish")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void finish(
            @AuthenticationPrincipal AgentPrincipal agent,
            @PathVariable UUID attemptId,
            @RequestBody FinishReport report) {
        endings.finish(attemptId, agent.agentId(), report);
    }
}
