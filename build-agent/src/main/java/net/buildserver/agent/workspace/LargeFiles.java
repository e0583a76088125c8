package net.buildserver.agent.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Files that the repository keeps in Git LFS. Where the tool is installed, git's own filter gets them with the checkout. */
final class LargeFiles {
    private final Git git;
    private final boolean installed;

    LargeFiles(Git git, boolean installed) {
        this.git = git;
        this.installed = installed;
    }

    /** Lets all checkouts of the mirror share what any of them fetched. */
    void shareWith(Path mirror) {
        if (installed) {
            String storage = mirror.resolve("lfs").toString();
            git.require("cannot prepare the checkout", "config", "lfs.storage", storage);
        }
    }

    /** Says so if the checkout holds pointers in the place of files. */
    void check(Consumer<String> log) {
        if (installed || !Files.isRegularFile(git.directory().resolve(".gitattributes"))) {
            return;
        }
        int files = git.run("ls-files", "--", ":(attr:filter=lfs)").output().size();
        if (files > 0) {
            log.accept("warning AGENT002: " + files
                    + " file(s) are kept in Git LFS and are only pointers here, since git-lfs is"
                    + " not installed on this agent");
        }
    }
}
