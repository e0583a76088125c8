package net.buildserver.domain.protocol;

import net.buildserver.domain.DomainException;

/** A wire record lacks a field that it must have. */
public final class MissingFieldException extends DomainException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /** Names the missing {@code field}. */
    public MissingFieldException(String field) {
        super("The field '" + field + "' is missing.");
        this.field = field;
    }

    /** Returns the name of the missing field. */
    public String field() {
        return field;
    }
}
