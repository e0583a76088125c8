package net.buildserver.api.platform;

import java.util.List;
import net.buildserver.domain.protocol.ProblemTypes;

/** The caller is known, but may not do this with this object (403); roles are checked before any controller. */
public final class ForbiddenException extends ApiException {
    private static final long serialVersionUID = 1L;

    /** Says in one sentence who may. */
    public ForbiddenException(String detail) {
        super(403, ProblemTypes.FORBIDDEN, detail, List.of());
    }
}
