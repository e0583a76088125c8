package net.buildserver.domain.build;

/** How a build is executed. */
public enum BuildStrategyType {
    /** Rebuilds only what changed, in a workspace kept warm on the agent. */
    Incremental,
    /** Deletes every output and restores, builds and tests from scratch. */
    Clean,
    /** Splits the solution over several agents. */
    Distributed,
    /** Takes the outputs of unchanged projects from the cache. */
    Cached,
    /** Builds on one agent, verifies, then builds on all others. */
    Canary
}
