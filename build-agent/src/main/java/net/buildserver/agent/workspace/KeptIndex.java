package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import net.buildserver.agent.failure.LocalIoException;

/**
 * What is used again of git's own files in a checkout that is kept: the index, so that files which did not change are not
 * written anew. A build can write all of {@code .git}, and git runs programs that the configuration there names (such as
 * {@code core.fsmonitor}), outside of any sandbox. So that folder goes before git looks at it, and the index is a copy that
 * lies where no build can write.
 */
final class KeptIndex {
    private static final String GIT = ".git";

    private final Path checkout;
    private final Path copy;

    /** Creates the index of the checkout in {@code checkout}; builds see that folder, and nothing beside it. */
    KeptIndex(Path checkout) {
        this.checkout = checkout;
        this.copy = checkout.resolveSibling("index");
    }

    /** Keeps the index, before a build can change it. */
    void keep() {
        try {
            Files.copy(checkout.resolve(GIT).resolve("index"), copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException cannotCopy) {
            throw new LocalIoException("cannot keep the checkout", cannotCopy);
        }
    }

    /** Deletes git's own files. */
    void deleteGit() {
        try {
            FileTrees.delete(checkout.resolve(GIT));
        } catch (IOException stays) {
            throw new LocalIoException("cannot delete what git kept of an earlier build", stays);
        }
    }

    /** Puts the index that was kept into the git folder, which was just made. */
    void putBack() {
        if (!Files.exists(copy)) {
            return;
        }
        try {
            Files.copy(copy, checkout.resolve(GIT).resolve("index"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException cannotCopy) {
            throw new LocalIoException("cannot prepare the checkout", cannotCopy);
        }
    }
}
