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

    /** The log that the server holds is not the one that the result tells of (412): send it again from its beginning. */
    public static final String LOG_MISMATCH = PREFIX + "log-mismatch";

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

    /** The URL exists, but not for this method (405); {@code Allow} lists the methods. */
    public static final String METHOD_NOT_ALLOWED = PREFIX + "method-not-allowed";

    /** The answer is not available in any format that the request accepts (406). */
    public static final String NOT_ACCEPTABLE = PREFIX + "not-acceptable";

    /** The request does not fit the present state (409). */
    public static final String CONFLICT = PREFIX + "conflict";

    /** The request's body is longer than this URL takes (413). */
    public static final String REQUEST_TOO_LARGE = PREFIX + "request-too-large";

    /** The request's body is in a format that this URL does not take (415). */
    public static final String UNSUPPORTED_MEDIA_TYPE = PREFIX + "unsupported-media-type";

    /** There were too many requests (429); {@code Retry-After} says when to try again. */
    public static final String TOO_MANY_REQUESTS = PREFIX + "too-many-requests";

    /** The server failed in a way that it did not expect (500). */
    public static final String INTERNAL_ERROR = PREFIX + "internal-error";

    /** A service that the server needs is away (503); the same request may be sent again later. */
    public static final String UNAVAILABLE = PREFIX + "unavailable";

    private ProblemTypes() {}
}
