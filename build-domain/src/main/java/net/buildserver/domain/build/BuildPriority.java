package net.buildserver.domain.build;

/** Priority class of a build, lowest first, so that {@link #compareTo} orders by urgency. */
public enum BuildPriority {
    Low,
    Normal,
    High,
    Critical
}
