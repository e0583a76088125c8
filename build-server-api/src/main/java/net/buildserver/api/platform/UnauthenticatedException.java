package net.buildserver.api.platform;

import java.util.List;
import net.buildserver.domain.protocol.ProblemTypes;

/** What the caller proves itself with is not valid (401). */
public final class UnauthenticatedException extends ApiException {
    private static final long serialVersionUID = 1L;

    /** Says in one sentence how to get a valid credential, and never which part of this one is wrong. */
    public UnauthenticatedException(String detail) {
        super(401, ProblemTypes.UNAUTHENTICATED, detail, List.of());
    }
}
