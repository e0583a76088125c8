package net.buildserver.agent.process;

/** A process with everything that it started, as far as the platform can name it. */
interface ProcessTree {
    /** Asks politely, as Ctrl-C does. */
    void interrupt();

    /** Asks firmly. */
    void terminate();

    /** Ends it without asking. */
    void kill();
}
