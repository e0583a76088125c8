package net.buildserver.domain.build;

/** Why a build, task or attempt did not succeed; people count failures by it. */
public enum FailureKind {
    /** The project's own fault: compile error, failing test, a package that does not exist. Never retried by itself. */
    UserCode,
    /** What the request names does not exist or fits no agent: repository, ref, solution, SDK. Never retried by itself. */
    Configuration,
    /** Our side failed: disk, network, store. Retried a limited number of times. */
    Infrastructure,
    /** The agent vanished. Retried a limited number of times. */
    AgentLost,
    /** The build, a stage or the output ran out of time. */
    Timeout,
    /** Somebody cancelled it. */
    Cancelled;

    /** Returns whether another attempt may have another outcome without anybody changing anything. */
    public boolean isRetryable() {
        return this == Infrastructure || this == AgentLost;
    }
}
