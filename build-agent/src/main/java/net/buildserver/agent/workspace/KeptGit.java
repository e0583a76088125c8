package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import net.buildserver.agent.failure.LocalIoException;

/**
 * Git's own files in a checkout that is kept. A build can write all of {@code .git}, and git runs programs that the
 * configuration there names (such as {@code core.fsmonitor}), outside of any sandbox. So that folder is made anew before git looks
 * at it. The index, without which every file would be written again, the configuration and the head are copies that lie where no
 * build can write; objects are those of the mirror.
 */
final class KeptGit {
    private static final String LAST = "HEAD";
    private static final List<String> FILES = List.of("index", "config", "info/sparse-checkout", LAST);

    private final Path git;
    private final Path copies;

    /** Creates those of the checkout in {@code checkout}; builds see that folder, and nothing beside it. */
    KeptGit(Path checkout) {
        this.git = checkout.resolve(".git");
        this.copies = checkout.resolveSibling(checkout.getFileName() + ".git-kept");
    }

    /** Copies what is used again, before a build can change it. */
    void keep() {
        try {
            FileTrees.delete(copies);
            copy(git, copies);
        } catch (IOException cannotCopy) {
            throw new LocalIoException("cannot keep the checkout", cannotCopy);
        }
    }

    /** Makes git's folder anew; without copies it is deleted only. */
    void renew() {
        try {
            FileTrees.delete(git);
            if (Files.exists(copies.resolve(LAST))) {
                // The least that git takes for a repository.
                Files.createDirectories(git.resolve("objects"));
                Files.createDirectories(git.resolve("refs"));
                copy(copies, git);
            }
        } catch (IOException stays) {
            throw new LocalIoException("cannot replace what git kept of an earlier build", stays);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String file : FILES) {
            Path target = to.resolve(file);
            if (Files.exists(from.resolve(file))) {
                Files.createDirectories(target.resolveSibling(""));
                // With its time: git looks into files that are not older than the index.
                Files.copy(from.resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
