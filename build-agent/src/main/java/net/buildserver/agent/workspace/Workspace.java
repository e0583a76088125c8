package net.buildserver.agent.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A folder that one attempt builds in. */
public interface Workspace extends AutoCloseable {
    /** Checks the wanted commit out. */
    Checkout checkout(CheckoutRequest request);

    /** Returns whether outputs of earlier builds are kept in it. */
    boolean isWarm();

    /** Returns what a warm workspace remembers; a fresh one remembers nothing. */
    WarmState state();

    /** Remembers something, where the workspace is warm. */
    void remember(WarmState state);

    /**
     * Returns the files that differ between an earlier commit and the checkout, or nothing if that cannot be told.
     *
     * @param request the request that the checkout was made with
     * @param commit the earlier commit
     */
    Optional<List<Path>> changedSince(CheckoutRequest request, String commit);

    /** Returns a fingerprint of the repository's files that a restore depends on. */
    String restoreInputs(CheckoutRequest request);

    /** Gives the folder back. */
    @Override
    void close();
}
