package net.buildserver.agent.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far builds are kept apart from the machine and from each other. */
public enum SandboxLevel {
    /** Own session, environment and folders; the agent's user, files and network can be reached. */
    PROCESS,
    /** Own mounts, processes, users and network by bubblewrap; the repository is seen at the canonical root. */
    BUBBLEWRAP,
    /** A container by docker or podman, of an image that the build may choose; seen as at level {@link #BUBBLEWRAP}. */
    CONTAINER;

    /** Returns the name in settings and labels. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the level with that name, in any case. */
    public static Optional<SandboxLevel> named(String name) {
        return Arrays.stream(values())
                .filter(level -> level.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
