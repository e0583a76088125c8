package net.buildserver.api.platform;

import java.util.List;
import java.util.stream.Collectors;
import net.buildserver.domain.build.Violation;
import net.buildserver.domain.protocol.ProblemTypes;

/** The request can be read, but values in it are not acceptable (422). */
public final class InvalidRequestException extends ApiException {
    private static final long serialVersionUID = 1L;

    /** Lists what is not acceptable. */
    public InvalidRequestException(List<Violation> violations) {
        super(422, ProblemTypes.INVALID_REQUEST, detail(violations), violations);
    }

    /** Names the one {@code field} that is not acceptable, and why. */
    public InvalidRequestException(String field, String message) {
        this(List.of(new Violation(field, message)));
    }

    private static String detail(List<Violation> violations) {
        if (violations.size() == 1) {
            return "The field '" + violations.getFirst().field() + "' "
                    + violations.getFirst().message();
        }
        return "These fields are not acceptable: "
                + violations.stream().map(Violation::field).distinct().collect(Collectors.joining(", ")) + ".";
    }
}
