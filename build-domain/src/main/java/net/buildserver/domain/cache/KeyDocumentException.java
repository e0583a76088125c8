package net.buildserver.domain.cache;

import net.buildserver.domain.DomainException;

/** A text is not a key document that this version understands. */
public final class KeyDocumentException extends DomainException {
    private static final long serialVersionUID = 1L;

    KeyDocumentException(String message) {
        super(message);
    }
}
