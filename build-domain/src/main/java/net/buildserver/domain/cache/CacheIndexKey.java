package net.buildserver.domain.cache;

/** Names of entries in the cache index, as the specification gives them. */
public final class CacheIndexKey {
    private CacheIndexKey() {}

    /** Returns {@code build:cache:{project}:{configuration}:{inputHash}}. */
    public static String of(ProjectId project, String inputHash) {
        return "build:cache:" + project.name() + ":" + project.configuration() + ":" + inputHash;
    }
}
