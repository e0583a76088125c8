package net.buildserver.agent.cache.facts;

import net.buildserver.domain.DomainException;

/** MSBuild could not say what the projects of a solution are; its own output says why. */
public final class FactsException extends DomainException {
    private static final long serialVersionUID = 1L;

    FactsException(String message) {
        super(message);
    }
}
