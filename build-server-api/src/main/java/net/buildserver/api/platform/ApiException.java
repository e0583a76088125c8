package net.buildserver.api.platform;

import java.util.List;
import net.buildserver.domain.build.Violation;

/** Base of everything that the API throws on purpose. It becomes an RFC 9457 problem; its message is the problem's detail. */
public abstract class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final transient List<Violation> violations;

    /**
     * Creates an exception.
     *
     * @param status HTTP status
     * @param type stable type, one of {@link net.buildserver.domain.protocol.ProblemTypes}
     * @param detail one sentence for the caller: what is wrong and how to mend it
     * @param violations the fields concerned, maybe none
     */
    protected ApiException(int status, String type, String detail, List<Violation> violations) {
        super(detail);
        this.status = status;
        this.type = type;
        this.violations = List.copyOf(violations);
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the problem's stable type. */
    public String type() {
        return type;
    }

    /** Returns the fields concerned, maybe none. */
    public List<Violation> violations() {
        return violations;
    }
}
