package net.buildserver.domain.cache;

/** Names of entries in the cache index, as the specification gives them. */
public final class CacheIndexKey {
    private CacheIndexKey() {}

    /**
     * Returns {@code cache:{project}:{configuration}:{inputHash}}, which the index's prefix {@code build} completes.
     *
     * @param scope scope of the entry, which makes the project's name unique among all repositories
     */
    public static String of(String scope, ProjectId project, String inputHash) {
        return "cache:" + scope + "/" + project.name() + ":" + project.configuration() + ":" + inputHash;
    }
}
