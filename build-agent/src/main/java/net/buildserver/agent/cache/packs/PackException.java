package net.buildserver.agent.cache.packs;

import net.buildserver.agent.failure.AgentException;
import net.buildserver.domain.build.FailureKind;

/** A pack is damaged, was made by somebody with bad intentions, or is not what its manifest says: it is a miss. */
public final class PackException extends AgentException {
    private static final long serialVersionUID = 1L;

    PackException(String message) {
        super(FailureKind.Infrastructure, message);
    }

    PackException(String message, Throwable cause) {
        super(FailureKind.Infrastructure, message, cause);
    }
}
