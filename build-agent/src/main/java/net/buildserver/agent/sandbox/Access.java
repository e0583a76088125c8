package net.buildserver.agent.sandbox;

/** What one step of a build may reach beyond its own folders. */
public enum Access {
    /** No network; packages can be read only. */
    SEALED,
    /** The allowed package sources, through the agent's proxy; packages can be written. */
    SOURCES,
    /** The machine's network; packages can be read only. */
    NETWORK
}
