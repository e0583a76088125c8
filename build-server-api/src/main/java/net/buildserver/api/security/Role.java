package net.buildserver.api.security;

/** Role of a user, lowest first; each may do all that the lower ones may. Constants carry the specification's names. */
public enum Role {
    /** Triggers builds, sees them, downloads artifacts. */
    Developer,
    /** Cancels builds and manages agents as well. */
    BuildMaster,
    /** Does everything, such as managing users. */
    Admin
}
