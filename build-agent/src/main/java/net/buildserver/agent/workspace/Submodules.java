package net.buildserver.agent.workspace;

import java.nio.file.Files;

/** Submodules of a checkout, at the commits that it names; transports are those that are allowed for repositories. */
final class Submodules {
    private final Git git;
    private final RepositoryUrl url;

    Submodules(Git git, RepositoryUrl url) {
        this.git = git;
        this.url = url;
    }

    void update() {
        if (!Files.isRegularFile(git.directory().resolve(".gitmodules"))) {
            return;
        }
        String what = "cannot fetch the submodules of " + url.shown();
        git.require(what, "submodule", "--quiet", "sync", "--recursive");
        git.require(
                what, "submodule", "--quiet", "update", "--init", "--recursive", "--force", "--depth=1", "--jobs=4");
        // What an earlier build left in them; the checkout's own clean-up does not go into other repositories.
        git.require(what, "submodule", "--quiet", "foreach", "--recursive", "git clean -ffdq -e bin/ -e obj/");
    }
}
