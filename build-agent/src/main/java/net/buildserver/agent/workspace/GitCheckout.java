package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.process.ProcessRunner;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.CommitSummary;

/** Fetches one commit into the mirror of its repository, and checks it out from there. */
public final class GitCheckout {
    private static final int TRIES = 2;

    private final ProcessRunner runner;
    private final GitEnvironment environments;
    private final GitMirrors mirrors;

    /**
     * Creates the checkout.
     *
     * @param environment the agent's own environment, of which git sees a few variables
     * @param allowLocal whether local repositories are allowed
     */
    public GitCheckout(ProcessRunner runner, Map<String, String> environment, boolean allowLocal, GitMirrors mirrors) {
        this.runner = runner;
        this.environments = new GitEnvironment(environment, allowLocal);
        this.mirrors = mirrors;
    }

    /** Checks out into {@code directory}, which is empty or holds an earlier checkout of the same repository. */
    public Checkout checkout(CheckoutRequest request, Path directory) {
        KeptGit kept = new KeptGit(directory);
        kept.renew();
        RepositoryUrl url = RepositoryUrl.of(request.repositoryUrl());
        Map<String, String> environment = environments.of(request.attemptId(), url, directory);
        url.localFolder().ifPresent(folder -> LocalRepositories.trust(environment, folder, directory));
        Git git = new Git(runner, request.cancellation(), directory, environment, request.log());
        // Also tells whether these credentials may see the repository, before anything is taken from the mirror.
        ResolvedRef ref = RefResolver.resolve(git, url, request.gitRef());
        try (GitMirrors.Locked mirror = mirrors.lock(url, !request.folders().isEmpty(), request.cancellation())) {
            MirrorFetch fetch = new MirrorFetch(
                    git.inBare(mirror.path()), url, !request.folders().isEmpty());
            if (!fetch.isRepository()) {
                mirrors.discard(mirror);
                fetch.create();
            }
            for (int left = TRIES - 1; ; left--) {
                try {
                    String commit = fetch.bring(ref, request.gitRef());
                    checkOut(git, url, mirror.path(), commit, request.folders());
                    kept.keep();
                    new LargeFiles(git, environments.hasLfs()).check(request.log());
                    List<CommitSummary> history = new CommitHistory(git, url, mirror.path()).of(ref, commit);
                    return new Checkout(directory, commit, history, List.of(mirror.path()));
                } catch (GitFailedException broken) {
                    request.cancellation().check();
                    if (left == 0 || broken.kind() == FailureKind.Configuration) {
                        throw broken;
                    }
                    heal(request, fetch, mirror, broken);
                }
            }
        }
    }

    /**
     * Brings a checkout back to its commit. The server is not asked, since the same build has been let in before, and nothing is
     * fetched that the mirror has.
     */
    void again(CheckoutRequest request, Checkout checkout) {
        RepositoryUrl url = RepositoryUrl.of(request.repositoryUrl());
        Git git = local(request, checkout.directory());
        Path mirror = checkout.shared().getFirst();
        new KeptGit(checkout.directory()).renew();
        checkOut(git, url, mirror, checkout.commit(), request.folders());
    }

    // Two causes leave traces that git does not get over: a damaged disk, and a command that was ended by force.
    private void heal(CheckoutRequest request, MirrorFetch fetch, GitMirrors.Locked mirror, GitFailedException broken) {
        if (fetch.isSound()) {
            request.log().accept("The checkout failed and is tried again: " + broken.sentence());
        } else {
            request.log().accept("The mirror is damaged and made anew: " + broken.sentence());
            mirrors.discard(mirror);
            fetch.create();
        }
    }

    private void prepare(Git git, RepositoryUrl url, Path mirror) {
        Path folder = git.directory().resolve(".git");
        if (!Files.exists(folder)) {
            git.require(
                    "cannot create the checkout",
                    "init",
                    "--quiet",
                    "--",
                    git.directory().toString());
            // For tools that ask where the sources come from, such as SourceLink.
            git.require("cannot create the checkout", "config", "remote.origin.url", url.shown());
            new LargeFiles(git, environments.hasLfs()).shareWith(mirror);
        }
        try {
            Path alternates =
                    Files.createDirectories(folder.resolve("objects/info")).resolve("alternates");
            Files.writeString(alternates, mirror.resolve("objects") + "\n");
            // Which commits have no parents here is not part of the objects.
            Path shallow = mirror.resolve("shallow");
            if (Files.exists(shallow)) {
                Files.copy(shallow, folder.resolve("shallow"), StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(folder.resolve("shallow"));
            }
        } catch (IOException cannotWrite) {
            throw new LocalIoException("cannot prepare the checkout", cannotWrite);
        }
    }

    private void checkOut(Git git, RepositoryUrl url, Path mirror, String commit, List<String> folders) {
        prepare(git, url, mirror);
        SparseCheckout sparse = new SparseCheckout(git, url);
        sparse.choose(folders);
        sparse.fetchingInto(mirror, folders)
                .require("cannot check out " + commit, "checkout", "--quiet", "--force", "--detach", commit, "--");
        new Submodules(git, url).update();
    }

    /** Returns the git that works in an existing checkout without a network. */
    Git local(CheckoutRequest request, Path directory) {
        RepositoryUrl url = RepositoryUrl.of(request.repositoryUrl());
        return new Git(
                runner,
                request.cancellation(),
                directory,
                environments.of(request.attemptId(), url, directory),
                request.log());
    }
}
