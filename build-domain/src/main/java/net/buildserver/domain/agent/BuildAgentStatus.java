package net.buildserver.domain.agent;

/** What an agent is doing. */
public enum BuildAgentStatus {
    Idle,
    Building,
    Offline,
    /** Alive, but takes no new builds. */
    Maintenance
}
