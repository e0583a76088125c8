package net.buildserver.orchestrator.lease;

import net.buildserver.orchestrator.OrchestratorException;

/** Something that must come first is missing: the sender goes on from {@link #expected}. */
public final class GapException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final long expected;

    /** What is numbered. */
    public enum Kind {
        /** Reports, by sequence number (409). */
        Report,
        /** Bytes of the log, by offset (416). */
        Log
    }

    /**
     * Refuses what was sent.
     *
     * @param kind what is numbered
     * @param given number or offset that was sent
     * @param expected number or offset that is expected
     */
    public GapException(Kind kind, long given, long expected) {
        super(
                kind == Kind.Log
                        ? "Log bytes from offset " + expected + " are expected before those from " + given + "."
                        : "Report " + expected + " is expected before report " + given + ".");
        this.kind = kind;
        this.expected = expected;
    }

    /** Returns what is numbered. */
    public Kind kind() {
        return kind;
    }

    /** Returns the number or offset to go on from. */
    public long expected() {
        return expected;
    }
}
