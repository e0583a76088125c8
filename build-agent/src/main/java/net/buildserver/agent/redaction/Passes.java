package net.buildserver.agent.redaction;

/** Two passes, one after the other. */
final class Passes implements Masking {
    private final Masking first;
    private final Masking second;
    private final Bytes between = new Bytes();

    Passes(Masking first, Masking second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public void accept(byte[] chunk, int start, int end, Bytes out) {
        between.clear();
        first.accept(chunk, start, end, between);
        second.accept(between.array(), 0, between.length(), out);
    }

    @Override
    public void end(Bytes out) {
        between.clear();
        first.end(between);
        second.accept(between.array(), 0, between.length(), out);
        second.end(out);
    }
}
