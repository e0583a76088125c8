package net.buildserver.orchestrator.cache;

import java.util.List;

/** Tells references whose builds all others of a repository trust. Commit ids and pull requests are never among them. */
final class TrustedRefs {
    private static final String BRANCHES = "refs/heads/";

    private final List<String> patterns;

    /** Creates it from branch names and full references, which may end in {@code *}. */
    TrustedRefs(List<String> patterns) {
        this.patterns = patterns.stream().map(TrustedRefs::full).toList();
    }

    boolean trust(String gitRef) {
        // A short name may be a commit id, which hosts resolve in forks too.
        if (gitRef.matches("[0-9a-fA-F]{7,64}")) {
            return false;
        }
        String full = full(gitRef);
        return patterns.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? full.startsWith(pattern.substring(0, pattern.length() - 1))
                        : full.equals(pattern));
    }

    private static String full(String ref) {
        return ref.startsWith("refs/") ? ref : BRANCHES + ref;
    }
}
