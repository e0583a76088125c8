package net.buildserver.api.dispatch;

import net.buildserver.api.security.AgentPrincipal;
import net.buildserver.api.security.EnrolmentPrincipal;
import net.buildserver.domain.protocol.AgentCredential;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.AgentRegistration;
import net.buildserver.domain.protocol.Heartbeat;
import net.buildserver.domain.protocol.HeartbeatAnswer;
import net.buildserver.domain.protocol.PollRequest;
import net.buildserver.domain.protocol.SessionSettings;
import net.buildserver.domain.protocol.SessionStart;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.orchestrator.agents.AgentPresence;
import net.buildserver.orchestrator.agents.AgentSessions;
import net.buildserver.orchestrator.agents.Enrolments;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** What an agent says of itself. */
@RestController
@RequestMapping(AgentProtocol.BASE_PATH)
class AgentController {
    // Polls end by themselves: the web server's timer goes by a clock that may be set meanwhile.
    private static final long NO_TIMEOUT_OF_THE_WEB_SERVER = 0;

    private final Enrolments enrolments;
    private final AgentSessions sessions;
    private final AgentPresence presence;
    private final WaitingPolls polls;

    AgentController(Enrolments enrolments, AgentSessions sessions, AgentPresence presence, WaitingPolls polls) {
        this.enrolments = enrolments;
        this.sessions = sessions;
        this.presence = presence;
        this.polls = polls;
    }

    @PostMapping("/register")
    AgentCredential register(
            @AuthenticationPrincipal EnrolmentPrincipal token, @RequestBody AgentRegistration registration) {
        return enrolments.register(token.token(), registration);
    }

    @PostMapping("/session")
    SessionSettings start(@AuthenticationPrincipal AgentPrincipal agent, @RequestBody SessionStart start) {
        return sessions.start(agent.agentId(), start);
    }

    @PostMapping("/heartbeat")
    HeartbeatAnswer heartbeat(@AuthenticationPrincipal AgentPrincipal agent, @RequestBody Heartbeat heartbeat) {
        return presence.heartbeat(agent.agentId(), heartbeat);
    }

    /** Answers as soon as there is an offer; no thread and no connection to the database waits for it. */
    @PostMapping("/poll")
    DeferredResult<ResponseEntity<TaskOffer>> poll(
            @AuthenticationPrincipal AgentPrincipal agent, @RequestBody PollRequest request) {
        WaitingPoll poll = polls.open(agent.agentId(), request);
        DeferredResult<ResponseEntity<TaskOffer>> result = new DeferredResult<>(NO_TIMEOUT_OF_THE_WEB_SERVER);
        result.onCompletion(poll::close);
        poll.onAnswer(offer -> result.setResult(offer.map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build())));
        return result;
    }
}
