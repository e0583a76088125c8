package net.buildserver.api.builds;

import java.util.List;
import net.buildserver.api.platform.Problems;
import net.buildserver.domain.build.Violation;
import net.buildserver.domain.protocol.ProblemTypes;
import net.buildserver.orchestrator.builds.IdempotencyConflictException;
import net.buildserver.orchestrator.builds.UnknownBuildException;
import net.buildserver.orchestrator.queue.QueueFullException;
import net.buildserver.orchestrator.status.DiskLowException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns refusals of builds into problems. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class BuildProblems {
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UnknownBuildException e) {
        return answer(404, ProblemTypes.NOT_FOUND, String.valueOf(e.getMessage()), List.of());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(IdempotencyConflictException e) {
        String detail = String.valueOf(e.getMessage());
        return answer(409, ProblemTypes.CONFLICT, detail, List.of(new Violation(IdempotencyKeys.HEADER, detail)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(QueueFullException e) {
        return ResponseEntity.status(429)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(e.retryAfter().toSeconds()))
                .body(Problems.of(429, ProblemTypes.TOO_MANY_REQUESTS, String.valueOf(e.getMessage()), List.of()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(DiskLowException e) {
        return ResponseEntity.status(503)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(e.retryAfter().toSeconds()))
                .body(Problems.of(503, ProblemTypes.UNAVAILABLE, String.valueOf(e.getMessage()), List.of()));
    }

    private static ResponseEntity<ProblemDetail> answer(
            int status, String type, String detail, List<Violation> violations) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.of(status, type, detail, violations));
    }
}
