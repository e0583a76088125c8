package net.buildserver.agent.workspace;

/** A folder that one attempt builds in. */
public interface Workspace extends AutoCloseable {
    /** Checks the wanted commit out. */
    Checkout checkout(CheckoutRequest request);

    /** Gives the folder back. */
    @Override
    void close();
}
