package net.buildserver.agent.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.buildserver.agent.process.ProcessRunner;

/** Fetches one commit, shallow where the server allows it, and checks it out. */
public final class GitCheckout {
    private static final String FETCHED = "refs/build-server/fetched";

    private final ProcessRunner runner;
    private final GitEnvironment environments;

    /**
     * Creates the checkout.
     *
     * @param environment the agent's own environment, of which git sees a few variables
     * @param allowLocal whether local repositories are allowed
     */
    public GitCheckout(ProcessRunner runner, Map<String, String> environment, boolean allowLocal) {
        this.runner = runner;
        this.environments = new GitEnvironment(environment, allowLocal);
    }

    /** Checks out into {@code directory}, which is empty or holds an earlier checkout of the same repository. */
    public Checkout checkout(CheckoutRequest request, Path directory) {
        RepositoryUrl url = RepositoryUrl.of(request.repositoryUrl());
        Map<String, String> environment = environments.of(request.attemptId(), url);
        url.localFolder().ifPresent(folder -> LocalRepositories.trust(environment, folder, directory));
        Git git = new Git(runner, request.cancellation(), directory, environment, request.log());
        if (!Files.exists(directory.resolve(".git"))) {
            git.require("cannot create the checkout", "init", "--quiet", "--", directory.toString());
            // For tools that ask where the sources come from, such as SourceLink.
            git.require("cannot create the checkout", "config", "remote.origin.url", url.shown());
        }
        ResolvedRef ref = RefResolver.resolve(git, url, request.gitRef());
        String commit = fetch(git, url, ref, request.gitRef());
        git.require("cannot check out " + commit, "checkout", "--quiet", "--force", "--detach", commit, "--");
        return new Checkout(directory, commit);
    }

    /** Returns the git that works in an existing checkout without a network. */
    Git local(CheckoutRequest request, Path directory) {
        RepositoryUrl url = RepositoryUrl.of(request.repositoryUrl());
        return new Git(
                runner, request.cancellation(), directory, environments.of(request.attemptId(), url), request.log());
    }

    private static String fetch(Git git, RepositoryUrl url, ResolvedRef ref, String wanted) {
        String what = "cannot fetch " + wanted + " from " + url.shown();
        if (!ref.isCommit()) {
            git.require(what, fetchCommand("--depth=1", url, "+" + ref.remoteName() + ":" + FETCHED));
            return commitId(git, FETCHED, url, wanted);
        }
        // Not every server gives out single commits, and none resolves a part of an id.
        if (ref.isAbbreviated()
                || !git.run(fetchCommand("--depth=1", url, "+" + ref.remoteName() + ":" + FETCHED))
                        .isSuccess()) {
            boolean shallow = Files.exists(git.directory().resolve(".git/shallow"));
            String depth = shallow ? "--unshallow" : "--no-auto-gc";
            git.require(
                    what, fetchCommand(depth, url, "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"));
        }
        return commitId(git, ref.remoteName(), url, wanted);
    }

    private static String[] fetchCommand(String depth, RepositoryUrl url, String... refs) {
        String[] options = {
            "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--force", "--prune", depth, "--", url.shown()
        };
        String[] command = new String[options.length + refs.length];
        System.arraycopy(options, 0, command, 0, options.length);
        System.arraycopy(refs, 0, command, options.length, refs.length);
        return command;
    }

    private static String commitId(Git git, String name, RepositoryUrl url, String wanted) {
        GitResult result = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
        if (!result.isSuccess()) {
            throw RefResolver.missing(url, wanted);
        }
        return result.firstLine();
    }
}
