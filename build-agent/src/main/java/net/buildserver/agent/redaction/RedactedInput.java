package net.buildserver.agent.redaction;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A stream without its secrets. It gives what it can as soon as it can. */
final class RedactedInput extends InputStream {
    private final InputStream source;
    private final Masking masking;
    private final byte[] chunk = new byte[16 * 1024];
    private final Bytes ready = new Bytes();
    private int given;
    private boolean ended;
    private @Nullable IOException failure;

    RedactedInput(InputStream source, Masking masking) {
        this.source = source;
        this.masking = masking;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (given == ready.length() && !ended) {
            fill();
        }
        int count = Math.min(length, ready.length() - given);
        if (count == 0) {
            if (failure != null) {
                throw failure;
            }
            return -1;
        }
        System.arraycopy(ready.array(), given, target, offset, count);
        given += count;
        return count;
    }

    private void fill() throws IOException {
        ready.clear();
        given = 0;
        int count = pull();
        if (count < 0) {
            ended = true;
            masking.end(ready);
        } else {
            masking.accept(chunk, 0, count, ready);
        }
    }

    // What was held back comes out before the failure does.
    private int pull() {
        try {
            return source.read(chunk);
        } catch (IOException broken) {
            failure = broken;
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
