package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.buildserver.agent.failure.LocalIoException;

/** A folder for one attempt only. */
final class FreshWorkspace implements Workspace {
    private final Path folder;
    private final GitCheckout git;
    private final Runnable onClose;

    FreshWorkspace(Path folder, GitCheckout git, Runnable onClose) {
        this.folder = folder;
        this.git = git;
        this.onClose = onClose;
    }

    @Override
    public Checkout checkout(CheckoutRequest request) {
        try {
            FileTrees.delete(folder);
            return git.checkout(
                    request, Files.createDirectories(folder.resolve("src")).toRealPath());
        } catch (IOException cannotCreate) {
            throw new LocalIoException("cannot create the workspace", cannotCreate);
        }
    }

    @Override
    public void close() {
        FileTrees.deleteQuietly(folder);
        onClose.run();
    }
}
