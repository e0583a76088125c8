package net.buildserver.domain.build;

/** The pool of agents that a build runs on. Constants carry the names of the specification, which are the wire names. */
public enum BuildTargetType {
    /** Linux agents (.NET SDK, Docker, apt packages). */
    Linux,
    /** Windows agents (MSBuild, Visual Studio, .NET SDK). */
    Windows,
    /** macOS agents (.NET SDK, Xcode, iOS and macOS tooling). */
    MacOS,
    /** Agents that run every build in a container. */
    Docker
}
