package net.buildserver.agent.workspace;

/**
 * A repository that holds commits and folders, and the content of those files only that a checkout needed: git fetches the others
 * when it meets them. Servers that do not know of this send everything.
 */
final class PartialClone {
    /** Name of the remote that owes the rest. */
    static final String REMOTE = "origin";

    /** Keeps the content of files back. */
    static final String FILTER = "--filter=blob:none";

    private PartialClone() {}

    /** Tells git who owes what is not there. */
    static void configure(Git git, RepositoryUrl url) {
        String what = "cannot prepare a partial clone of " + url.shown();
        git.require(what, "config", "core.repositoryFormatVersion", "1");
        git.require(what, "config", "extensions.partialClone", REMOTE);
        git.require(what, "config", "remote.origin.url", url.shown());
        git.require(what, "config", "remote.origin.promisor", "true");
        git.require(what, "config", "remote.origin.partialCloneFilter", "blob:none");
    }
}
