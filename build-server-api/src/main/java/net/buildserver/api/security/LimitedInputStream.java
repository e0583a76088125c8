package net.buildserver.api.security;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import net.buildserver.api.platform.BodyTooLargeException;

/** Counts what is read of a body and refuses the byte after the last one allowed. */
final class LimitedInputStream extends ServletInputStream {
    private final ServletInputStream body;
    private final long limit;
    private long count;

    LimitedInputStream(ServletInputStream body, long limit) {
        this.body = body;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int value = body.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = body.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) {
        count += read;
        if (count > limit) {
            throw new BodyTooLargeException(limit);
        }
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
