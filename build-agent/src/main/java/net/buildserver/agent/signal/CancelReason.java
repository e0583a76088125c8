package net.buildserver.agent.signal;

/** Why an attempt ends early. */
public enum CancelReason {
    /** Somebody cancelled the build. */
    UserRequest,
    /** The build ran out of time. */
    Timeout,
    /** A stage ran out of its time. */
    StageTimeout,
    /** The build wrote nothing for too long. */
    NoOutput,
    /** The build's processes took more memory than the operator allows. */
    MemoryLimit,
    /** The build had more processes and threads than the operator allows. */
    ProcessLimit,
    /** The build's folders became larger than the operator allows. */
    DiskLimit,
    /** The agent stops. */
    AgentStopping,
    /** The server refused what the agent sent, which is a defect of one of the two. */
    ProtocolDefect,
    /** The attempt is no longer this agent's: nothing more is reported. */
    Abandoned
}
