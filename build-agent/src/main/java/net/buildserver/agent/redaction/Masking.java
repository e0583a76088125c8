package net.buildserver.agent.redaction;

/** One pass over a stream of bytes. What comes out does not depend on how the stream is cut into chunks. */
interface Masking {
    /** Takes the bytes from {@code start} to {@code end} and adds to {@code out} what can be said of them by now. */
    void accept(byte[] chunk, int start, int end, Bytes out);

    /** Adds to {@code out} what was held back, since nothing follows. */
    void end(Bytes out);
}
