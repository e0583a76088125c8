package net.buildserver.verification.load;

/** What can happen to an agent. */
enum AgentFault {
    /** kill -9, and a start some time later. */
    KILL,
    /** SIGSTOP, as a machine does that is busy or moved. */
    FREEZE,
    /** Connections are broken and refused. */
    CUT,
    /** Connections stay, and nothing arrives. */
    DEAD_LINE,
    /** The volume of the agent's folder has no byte left. */
    FULL_DISK
}
