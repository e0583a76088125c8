package net.buildserver.agent.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** The last bytes of something long, in a file that is written round and round and goes when it is closed. */
final class LogTail implements AutoCloseable {
    private static final int BUFFER = 256 << 10;

    private final FileChannel file;
    private final int size;
    private long written;
    private long lineStart;

    private LogTail(FileChannel file, int size) {
        this.file = file;
        this.size = size;
    }

    static LogTail open(Path path, int size) throws IOException {
        return new LogTail(
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE),
                size);
    }

    void append(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length > size) {
            buffer.position(bytes.length - size);
            written += bytes.length - size;
        }
        while (buffer.hasRemaining()) {
            long place = written % size;
            int part = (int) Math.min(buffer.remaining(), size - place);
            ByteBuffer slice = buffer.slice(buffer.position(), part);
            while (slice.hasRemaining()) {
                int count = file.write(slice, place + slice.position());
                if (count <= 0) {
                    throw new IOException("nothing was written");
                }
            }
            buffer.position(buffer.position() + part);
            written += part;
        }
    }

    /** Leaves out what is kept of a line whose beginning was written over, and returns how many bytes are left out in all. */
    long skip() throws IOException {
        long from = Math.max(0, written - size);
        if (from > 0) {
            ByteBuffer octet = ByteBuffer.allocate(1);
            do {
                file.read(octet.clear(), from % size);
                from++;
            } while (octet.get(0) != '\n' && from < written);
        }
        lineStart = from;
        return from;
    }

    /** Gives back what is kept and not left out, in order. */
    void copy(Consumer<byte[]> to) throws IOException {
        long from = lineStart;
        while (from < written) {
            long place = from % size;
            int part = (int) Math.min(Math.min(BUFFER, written - from), size - place);
            byte[] bytes = new byte[part];
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                int count = file.read(buffer, place + buffer.position());
                if (count < 0) {
                    throw new IOException("the tail of the log ends early");
                }
            }
            to.accept(bytes);
            from += part;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
