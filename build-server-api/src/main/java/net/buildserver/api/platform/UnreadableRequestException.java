package net.buildserver.api.platform;

import java.util.List;
import net.buildserver.domain.build.Violation;
import net.buildserver.domain.protocol.ProblemTypes;

/** A parameter or header of the request cannot be read as what it should be (400). */
public final class UnreadableRequestException extends ApiException {
    private static final long serialVersionUID = 1L;

    /** Names the parameter or header and says what it must be. */
    public UnreadableRequestException(String field, String message) {
        super(
                400,
                ProblemTypes.INVALID_REQUEST,
                "The field '" + field + "' " + message,
                List.of(new Violation(field, message)));
    }
}
