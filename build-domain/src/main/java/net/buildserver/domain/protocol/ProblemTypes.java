package net.buildserver.domain.protocol;

/** Stable {@code type} URIs of RFC 9457 problems that both sides know; the agent turns them back into typed exceptions. */
public final class ProblemTypes {
    private static final String PREFIX = "urn:buildserver:problem:";

    /** The attempt is not the task's current one, or not this agent's (409): end the processes, report nothing. */
    public static final String STALE_ATTEMPT = PREFIX + "stale-attempt";

    /** The attempt has ended (410): end the processes, report nothing. */
    public static final String ATTEMPT_ENDED = PREFIX + "attempt-ended";

    /** A report or log chunk is missing before this one (409 or 416): send again from the number or offset given. */
    public static final String GAP = PREFIX + "gap";

    /** Uploaded bytes do not match what was declared (412). */
    public static final String DIGEST_MISMATCH = PREFIX + "digest-mismatch";

    /** The agent's process is not the one that started the last session (409): another process uses its identity. */
    public static final String SESSION_REPLACED = PREFIX + "session-replaced";

    /** Server and agent speak different protocol versions (426). */
    public static final String PROTOCOL_MISMATCH = PREFIX + "protocol-mismatch";

    /** The request's body or parameters are not acceptable (400 or 422); {@code errors} names the fields. */
    public static final String INVALID_REQUEST = PREFIX + "invalid-request";

    /** There is no valid credential (401). */
    public static final String UNAUTHENTICATED = PREFIX + "unauthenticated";

    /** The credential does not allow this (403). */
    public static final String FORBIDDEN = PREFIX + "forbidden";

    /** What the URL names does not exist (404). */
    public static final String NOT_FOUND = PREFIX + "not-found";

    private ProblemTypes() {}
}
