package net.buildserver.agent.workspace;

import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        Map<String, String> ids = result.output().stream()
                .map(line -> line.split("\t", 2))
                .filter(parts -> parts.length == 2 && parts[0].matches("[0-9a-f]{40,64}"))
                .collect(Collectors.toMap(parts -> parts[1].strip(), parts -> parts[0], (first, _) -> first));
        for (String candidate : candidates) {
            String id = ids.get(candidate);
            if (id != null) {
                return new ResolvedRef(candidate, id, false);
            }
        }
        if (ref.matches("[0-9a-fA-F]{4,64}")) {
            String commit = ref.toLowerCase(Locale.ROOT);
            return new ResolvedRef(commit, commit, true);
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
