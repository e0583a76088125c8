package net.buildserver.domain.agent;

/** Outcome of a health check. */
public enum HealthStatus {
    Healthy,
    /** Works, but not well, or not for every build. */
    Degraded,
    Unhealthy
}
