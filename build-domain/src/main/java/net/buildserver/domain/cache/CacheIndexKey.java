package net.buildserver.domain.cache;

/** Names of entries in the cache index, as the specification gives them. */
public final class CacheIndexKey {
    /** Path of what stands for packages instead of a project. */
    public static final String PACKAGES = "nuget:packages";

    private CacheIndexKey() {}

    /**
     * Returns {@code cache:{project}:{configuration}:{inputHash}}, or {@code nuget:packages:{lockHash}} for packages, which the
     * index's prefix {@code build} completes.
     *
     * @param scope scope of the entry, which makes the project's name unique among all repositories
     */
    public static String of(String scope, ProjectId project, String inputHash) {
        if (project.path().equals(PACKAGES)) {
            return PACKAGES + ":" + scope + "/" + inputHash;
        }
        return "cache:" + scope + "/" + project.name() + ":" + project.configuration() + ":" + inputHash;
    }
}
