package net.buildserver.agent.cache;

/** Whose entries a build takes instead of building; its own are written in any case. */
public enum Reuse {
    /** Those of every build that it may trust. */
    ALL,
    /** Only what other tasks of the same build made. */
    OWN,
    /** None. */
    NOTHING;

    /** Returns whether {@code build} takes what {@code origin} made. */
    boolean takes(String origin, String build) {
        return switch (this) {
            case ALL -> true;
            case OWN -> origin.equals(build);
            case NOTHING -> false;
        };
    }
}
