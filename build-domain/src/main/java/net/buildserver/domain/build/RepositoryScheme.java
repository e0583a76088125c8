package net.buildserver.domain.build;

import java.util.Set;

/** Git transports that a repository may be reached by. */
public final class RepositoryScheme {
    /** Transports that are always allowed. */
    public static final Set<String> NETWORK = Set.of("https", "http", "ssh", "git");

    /** Transports where local repositories are allowed too, as in standalone mode. */
    public static final Set<String> NETWORK_AND_FILE = Set.of("https", "http", "ssh", "git", "file");

    private RepositoryScheme() {}
}
