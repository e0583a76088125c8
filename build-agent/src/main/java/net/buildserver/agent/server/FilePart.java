package net.buildserver.agent.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a part of a file. A file that became shorter ends the stream early. */
final class FilePart extends InputStream {
    private final FileChannel file;
    private long position;
    private long left;

    FilePart(Path file, long offset, long length) throws IOException {
        this.file = FileChannel.open(file, StandardOpenOption.READ);
        this.position = offset;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = file.read(ByteBuffer.wrap(target, offset, (int) Math.min(left, length)), position);
        if (count > 0) {
            position += count;
            left -= count;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
