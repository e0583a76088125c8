package net.buildserver.domain.protocol;

/** Constants of the agent protocol; {@code docs/protocol.md} describes it. */
public final class AgentProtocol {
    /** Version of the protocol. Server and agent refuse each other when it differs. */
    public static final int VERSION = 1;

    /** Path below which all agent endpoints lie. */
    public static final String BASE_PATH = "/agent/v1";

    /** Prefix of enrolment tokens. */
    public static final String ENROLMENT_TOKEN_PREFIX = "bset_";

    /** Prefix of agent credentials. */
    public static final String CREDENTIAL_PREFIX = "bsac_";

    /** Most bytes that one log append may carry. */
    public static final int MAX_LOG_CHUNK_BYTES = 1 << 20;

    /** Most entries of one kind (stages, diagnostics, tests, artifacts) that one request may carry. */
    public static final int MAX_BATCH = 500;

    private AgentProtocol() {}
}
