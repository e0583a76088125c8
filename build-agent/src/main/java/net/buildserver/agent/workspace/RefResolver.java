package net.buildserver.agent.workspace;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.buildserver.domain.build.FailureKind;

/** Finds out what a ref is: a full ref name, a branch, a tag or a commit, in this order. */
final class RefResolver {
    private RefResolver() {}

    static ResolvedRef resolve(Git git, RepositoryUrl url, String ref) {
        List<String> candidates = candidates(ref);
        String[] command = Stream.concat(Stream.of("ls-remote", "--quiet", "--", url.shown()), candidates.stream())
                .toArray(String[]::new);
        GitResult result = git.run(command);
        if (!result.isSuccess()) {
            throw GitErrors.of("cannot reach " + url.shown(), result);
        }
        Set<String> names = result.output().stream()
                .map(line -> line.split("\t", 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> parts[1].strip())
                .collect(Collectors.toSet());
        for (String candidate : candidates) {
            if (names.contains(candidate)) {
                return new ResolvedRef(candidate, false);
            }
        }
        if (ref.matches("[0-9a-fA-F]{4,64}")) {
            return new ResolvedRef(ref.toLowerCase(Locale.ROOT), true);
        }
        throw missing(url, ref);
    }

    private static List<String> candidates(String ref) {
        if (ref.startsWith("refs/") || ref.equals("HEAD")) {
            return List.of(ref);
        }
        return List.of("refs/heads/" + ref, "refs/tags/" + ref, "refs/" + ref);
    }

    static GitFailedException missing(RepositoryUrl url, String ref) {
        String what = ref.startsWith("refs/heads/")
                ? "branch '" + ref.substring(11) + "'"
                : ref.startsWith("refs/tags/")
                        ? "tag '" + ref.substring(10) + "'"
                        : "branch, tag or commit '" + ref + "'";
        return new GitFailedException(FailureKind.Configuration, what + " does not exist in " + url.shown());
    }
}
