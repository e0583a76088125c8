package net.buildserver.domain.cache;

/**
 * One thing that a build produces: a project for one target framework, configuration and platform.
 *
 * @param path project file relative to the repository with {@code /}
 * @param framework target framework, empty if the project has none
 * @param configuration configuration of the project, which a solution may map to another one than its own
 * @param platform platform of the project
 */
public record ProjectId(String path, String framework, String configuration, String platform)
        implements Comparable<ProjectId> {
    /** Returns {@code path@framework}, which names the project within one build. */
    public String name() {
        return framework.isEmpty() ? path : path + "@" + framework;
    }

    /** Returns the project file's name without its extension, as people call the project. */
    public String simpleName() {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    @Override
    public int compareTo(ProjectId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return name() + "|" + configuration + "|" + platform;
    }
}
