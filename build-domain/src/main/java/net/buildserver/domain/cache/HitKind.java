package net.buildserver.domain.cache;

/** What the cache spared a project. */
public enum HitKind {
    /** Everything: its outputs were put in place and nothing of it ran. */
    Full,
    /** The compiler: copies, resources and satellites were made anew. */
    Compile,
    /** Nothing. */
    Miss
}
