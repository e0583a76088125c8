package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    public boolean isWarm() {
        return false;
    }

    @Override
    public WarmState state() {
        return WarmState.EMPTY;
    }

    @Override
    public void remember(WarmState state) {
        // Nothing of a fresh workspace outlives its attempt.
    }

    @Override
    public Optional<List<Path>> changedSince(CheckoutRequest request, String commit) {
        return Optional.empty();
    }

    @Override
    public String restoreInputs(CheckoutRequest request) {
        return "";
    }

    @Override
    public void close() {
        FileTrees.deleteQuietly(folder);
        onClose.run();
    }
}
