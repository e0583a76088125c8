package net.buildserver.domain.protocol;

import java.util.UUID;

/**
 * What an agent does with one attempt.
 *
 * @param attemptId the attempt
 * @param directive what to do
 */
public record AttemptDirective(UUID attemptId, Directive directive) {
    public AttemptDirective {
        Wire.required(attemptId, "attemptId");
        Wire.required(directive, "directive");
    }
}
