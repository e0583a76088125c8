package net.buildserver.domain.protocol;

/** What the server wants of an agent's process. */
public enum AgentCommand {
    /** Take builds. */
    Run,
    /** Take no new builds until told to run; those that run go on. */
    Pause,
    /** Take no new builds, and end when the running ones have ended. */
    Drain,
    /** Cancel the running builds, report them, and end. */
    Stop
}
