package net.buildserver.api.platform;

import java.util.List;
import net.buildserver.domain.protocol.ProblemTypes;

/** The request does not fit the present state of what it names (409). */
public final class ConflictException extends ApiException {
    private static final long serialVersionUID = 1L;

    /** Says in one sentence why it does not fit. */
    public ConflictException(String detail) {
        super(409, ProblemTypes.CONFLICT, detail, List.of());
    }
}
