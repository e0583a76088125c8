package net.buildserver.api.platform;

import java.util.List;
import net.buildserver.domain.protocol.ProblemTypes;

/** What the URL names does not exist (404). */
public final class NotFoundException extends ApiException {
    private static final long serialVersionUID = 1L;

    /** Says which thing does not exist, such as {@code "build"} and its id. */
    public NotFoundException(String what, Object id) {
        super(404, ProblemTypes.NOT_FOUND, "There is no " + what + " '" + id + "'.", List.of());
    }
}
