package net.buildserver.api.dispatch;

import net.buildserver.api.platform.Problems;
import net.buildserver.domain.protocol.ProblemTypes;
import net.buildserver.orchestrator.OrchestratorException;
import net.buildserver.orchestrator.agents.AgentNotFoundException;
import net.buildserver.orchestrator.agents.EnrolmentRefusedException;
import net.buildserver.orchestrator.agents.ProtocolMismatchException;
import net.buildserver.orchestrator.agents.SessionReplacedException;
import net.buildserver.orchestrator.lease.AttemptEndedException;
import net.buildserver.orchestrator.lease.GapException;
import net.buildserver.orchestrator.lease.InvalidReportException;
import net.buildserver.orchestrator.lease.LogMismatchException;
import net.buildserver.orchestrator.lease.StaleAttemptException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns the engine's refusals of agents into the problems that the protocol names. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class EngineProblemAdvice {
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(StaleAttemptException refused) {
        return answer(HttpStatus.CONFLICT, ProblemTypes.STALE_ATTEMPT, refused);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(AttemptEndedException refused) {
        return answer(HttpStatus.GONE, ProblemTypes.ATTEMPT_ENDED, refused);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(GapException refused) {
        HttpStatus status = refused.kind() == GapException.Kind.Log
                ? HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE
                : HttpStatus.CONFLICT;
        ProblemDetail problem = problem(status, ProblemTypes.GAP, refused);
        problem.setProperty("expected", refused.expected());
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(InvalidReportException refused) {
        return answer(Problems.of(
                HttpStatus.UNPROCESSABLE_CONTENT.value(),
                ProblemTypes.INVALID_REQUEST,
                text(refused),
                refused.violations()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(LogMismatchException refused) {
        return answer(HttpStatus.PRECONDITION_FAILED, ProblemTypes.LOG_MISMATCH, refused);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(SessionReplacedException refused) {
        return answer(HttpStatus.CONFLICT, ProblemTypes.SESSION_REPLACED, refused);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ProtocolMismatchException refused) {
        return answer(HttpStatus.UPGRADE_REQUIRED, ProblemTypes.PROTOCOL_MISMATCH, refused);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(EnrolmentRefusedException refused) {
        return answer(HttpStatus.UNAUTHORIZED, ProblemTypes.UNAUTHENTICATED, refused);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(AgentNotFoundException refused) {
        return answer(HttpStatus.NOT_FOUND, ProblemTypes.NOT_FOUND, refused);
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, String type, OrchestratorException refused) {
        return answer(problem(status, type, refused));
    }

    private static ProblemDetail problem(HttpStatus status, String type, OrchestratorException refused) {
        return Problems.of(status.value(), type, text(refused));
    }

    private static String text(OrchestratorException refused) {
        return String.valueOf(refused.getMessage());
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
