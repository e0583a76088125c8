package net.buildserver.agent.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import net.buildserver.domain.protocol.CommitSummary;

/**
 * The newest commits of a checkout, for people who ask what has changed. The mirror has one commit alone; its ancestors are
 * fetched without files into a repository beside it. A build does not fail for want of them.
 */
final class CommitHistory {
    private static final String FOLDER = "history";
    private static final String SEPARATOR = "\u001f";
    private static final int FIELDS = 4;

    private final Git git;
    private final RepositoryUrl url;
    private final Path mirror;

    CommitHistory(Git git, RepositoryUrl url, Path mirror) {
        this.git = git;
        this.url = url;
        this.mirror = mirror;
    }

    /** Returns the commits from {@code commit} back, newest first, at least that one unless git tells none. */
    List<CommitSummary> of(ResolvedRef ref, String commit) {
        List<CommitSummary> known = log(git, commit);
        if (known.size() >= CommitSummary.MOST || !Files.exists(mirror.resolve("shallow"))) {
            return known;
        }
        Path folder = mirror.resolve(FOLDER);
        Git history = git.inBare(folder);
        if (!Files.exists(folder.resolve("HEAD"))) {
            git.run("init", "--quiet", "--bare", "--", folder.toString());
        } else {
            List<CommitSummary> earlier = log(history, commit);
            if (!earlier.isEmpty()) {
                return earlier;
            }
        }
        List<CommitSummary> fetched = fetch(history, ref) ? log(history, commit) : List.of();
        return fetched.size() > known.size() ? fetched : known;
    }

    // A host that cannot leave out files sends those of these commits as well.
    private boolean fetch(Git history, ResolvedRef ref) {
        return history.run(
                        "fetch",
                        "--quiet",
                        "--no-tags",
                        "--no-recurse-submodules",
                        "--force",
                        "--filter=tree:0",
                        "--depth=" + CommitSummary.MOST,
                        "--",
                        url.shown(),
                        "+" + ref.remoteName() + ":" + MirrorFetch.localName(ref))
                .isSuccess();
    }

    private static List<CommitSummary> log(Git git, String commit) {
        String format = String.join("%x1f", "%H", "%an", "%cI", "%s");
        GitResult result =
                git.run("log", "--max-count=" + CommitSummary.MOST, "--no-color", "--format=" + format, commit, "--");
        return result.isSuccess()
                ? result.output().stream()
                        .map(CommitHistory::commit)
                        .flatMap(Optional::stream)
                        .toList()
                : List.of();
    }

    private static Optional<CommitSummary> commit(String line) {
        String[] fields = line.split(SEPARATOR, FIELDS);
        if (fields.length < FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CommitSummary(
                    fields[0], fields[1], OffsetDateTime.parse(fields[2]).toInstant(), fields[3]));
        } catch (DateTimeException nonsense) {
            return Optional.empty();
        }
    }
}
