package net.buildserver.domain.protocol;

/** What an agent does with an attempt that it holds. */
public enum Directive {
    /** Go on. */
    Continue,
    /** End the build's processes, then finish the attempt as cancelled. */
    Cancel,
    /** The attempt is no longer this agent's: end the processes and report nothing. */
    Abandon
}
