package net.buildserver.domain.cache;

/** How far a project has come in a build. */
public enum ProjectState {
    /** It must be built, and its turn has not come. */
    Waiting,
    /** MSBuild works on it. */
    Building,
    /** Its outputs are there, built or put in place. */
    Done,
    /** Errors name it, or the build ended while it was being built. */
    Failed,
    /** The build ended before its turn came. */
    NotBuilt
}
