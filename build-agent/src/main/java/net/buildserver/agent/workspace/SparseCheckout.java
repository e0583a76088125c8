package net.buildserver.agent.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A checkout of some folders only, with the files that lie beside and above them; for repositories that are too large as a whole. */
final class SparseCheckout {
    private final Git git;
    private final RepositoryUrl url;

    SparseCheckout(Git git, RepositoryUrl url) {
        this.git = git;
        this.url = url;
    }

    /** Makes the next checkout one of {@code folders}, or of everything if there are none. */
    void choose(List<String> folders) {
        String what = "cannot prepare a checkout of " + url.shown();
        if (folders.isEmpty()) {
            // Only a workspace that was kept can be sparse from before.
            if (Files.exists(git.directory().resolve(".git/info/sparse-checkout"))) {
                git.require(what, "sparse-checkout", "disable");
            }
            return;
        }
        PartialClone.configure(git, url);
        git.require(what, "config", "core.sparseCheckout", "true");
        git.require(what, "config", "core.sparseCheckoutCone", "true");
        List<String> command = new ArrayList<>(List.of("sparse-checkout", "set", "--cone", "--"));
        command.addAll(folders);
        git.require(what, command.toArray(String[]::new));
    }

    /** Returns the git that checks out: what it has to fetch goes where all later checkouts find it. */
    Git fetchingInto(Path mirror, List<String> folders) {
        return folders.isEmpty()
                ? git
                : git.with("GIT_OBJECT_DIRECTORY", mirror.resolve("objects").toString());
    }
}
