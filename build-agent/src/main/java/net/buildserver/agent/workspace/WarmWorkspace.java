package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import net.buildserver.agent.failure.LocalIoException;

/** A folder that is kept for the next build of the same kind, and healed where it is broken. */
final class WarmWorkspace implements Workspace {
    private final Path folder;
    private final GitCheckout git;
    private final boolean forceClean;
    private final Runnable release;

    WarmWorkspace(Path folder, GitCheckout git, boolean forceClean, Runnable release) {
        this.folder = folder;
        this.git = git;
        this.forceClean = forceClean;
        this.release = release;
    }

    @Override
    public Checkout checkout(CheckoutRequest request) {
        try {
            if (Files.exists(source())) {
                try {
                    return clean(request, git.checkout(request, source().toRealPath()));
                } catch (GitFailedException broken) {
                    request.cancellation().check();
                    request.log().accept("The warm workspace cannot be used and is made anew: " + broken.sentence());
                }
            }
            FileTrees.delete(folder);
            Files.createDirectories(source());
            return git.checkout(request, source().toRealPath());
        } catch (IOException cannotCreate) {
            throw new LocalIoException("cannot prepare the workspace", cannotCreate);
        }
    }

    private Checkout clean(CheckoutRequest request, Checkout checkout) {
        Git local = git.local(request, checkout.directory());
        if (forceClean) {
            local.require("cannot clean the workspace", "clean", "-ffdxq");
        } else {
            // Outputs stay even where the repository does not ignore them; everything else that is not in the commit
            // goes.
            local.require("cannot clean the workspace", "clean", "-ffdq", "-e", "bin/", "-e", "obj/");
            StaleOutputs.delete(checkout.directory());
        }
        return checkout;
    }

    @Override
    public void close() {
        try {
            Files.setLastModifiedTime(
                    folder, FileTime.from(InstantSource.system().instant()));
        } catch (IOException notThere) {
            // A workspace that was never made is nothing to remember.
        }
        release.run();
    }

    /** Returns when the workspace in {@code folder} was used last. */
    static Instant lastUsed(Path folder) {
        try {
            return Files.getLastModifiedTime(folder).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }

    private Path source() {
        return folder.resolve("src");
    }
}
