package net.buildserver.api.artifacts;

import net.buildserver.api.platform.Problems;
import net.buildserver.domain.protocol.ProblemTypes;
import net.buildserver.orchestrator.artifacts.DigestMismatchException;
import net.buildserver.orchestrator.artifacts.InvalidArtifactException;
import net.buildserver.orchestrator.artifacts.UnknownArtifactException;
import net.buildserver.orchestrator.artifacts.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns refusals of artifacts, and a store that is away, into problems. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ArtifactProblems {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactProblems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UnknownArtifactException e) {
        return answer(Problems.of(404, ProblemTypes.NOT_FOUND, String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(InvalidArtifactException e) {
        return answer(Problems.of(422, ProblemTypes.INVALID_REQUEST, String.valueOf(e.getMessage()), e.violations()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(DigestMismatchException e) {
        ProblemDetail problem = Problems.of(412, ProblemTypes.DIGEST_MISMATCH, String.valueOf(e.getMessage()));
        problem.setProperty("artifactIds", e.artifactIds());
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(StoreUnavailableException e) {
        LOG.warn("The object store cannot be used.", e);
        return ResponseEntity.status(503)
                .header(HttpHeaders.RETRY_AFTER, "2")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.unavailable());
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
