package net.buildserver.agent.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.buildserver.agent.failure.LocalIoException;
import org.jspecify.annotations.Nullable;

/**
 * A log's bytes on disk, of bounded length: of a log that is longer than its cap, the first and the last half are kept, with a
 * line between them that tells how much is missing. Bytes that a full disk does not take are counted and told in the same way.
 * What was written is never changed afterwards, so that it can be sent while it grows.
 */
public final class LogFile implements LogSource, AutoCloseable {
    private final FileChannel file;
    private final Path path;
    private final long headBytes;
    private final int tailBytes;
    private final LogDigest digest = new LogDigest();
    private long length;
    private long lost;
    private @Nullable LogTail tail;
    private boolean complete;
    private String hex = "";

    /** Opens the empty log that is kept in {@code path} and never gets much longer than {@code cap} bytes. */
    public LogFile(Path path, long cap) {
        this.path = path;
        this.headBytes = cap / 2;
        this.tailBytes = (int) Math.min(Integer.MAX_VALUE / 2, cap - headBytes);
        try {
            this.file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException cannotOpen) {
            throw new LocalIoException("cannot open the build's log", cannotOpen);
        }
    }

    /** Appends whole lines. */
    synchronized void append(String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        if (complete) {
            return;
        }
        if (tail == null && length + bytes.length <= headBytes) {
            write(bytes);
        } else {
            toTail(bytes);
        }
    }

    private void toTail(byte[] bytes) {
        try {
            LogTail open = tail;
            if (open == null) {
                open = LogTail.open(path.resolveSibling("tail.log"), tailBytes);
                tail = open;
            }
            open.append(bytes);
        } catch (IOException full) {
            lost += bytes.length;
        }
    }

    private void write(byte[] bytes) {
        if (lost > 0) {
            byte[] mark = mark(lost + " bytes of the log are missing here: the agent's disk was full");
            if (!writeBytes(mark)) {
                lost += bytes.length;
                return;
            }
            lost = 0;
        }
        if (!writeBytes(bytes)) {
            lost += bytes.length;
        }
    }

    // A write that fails half way leaves bytes behind the end, which nobody reads and the next write replaces.
    private boolean writeBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                int count = file.write(buffer, length + buffer.position());
                if (count <= 0) {
                    return false;
                }
            }
        } catch (IOException full) {
            return false;
        }
        length += bytes.length;
        digest.update(bytes, bytes.length);
        return true;
    }

    /** Returns how many bytes there are so far. */
    public synchronized long length() {
        return length;
    }

    /** Returns how many bytes the disk did not take and no line tells of yet. */
    synchronized long lost() {
        return lost;
    }

    @Override
    public synchronized int read(byte[] buffer, long offset) {
        int wanted = (int) Math.min(buffer.length, length - offset);
        if (wanted <= 0) {
            return 0;
        }
        try {
            return Math.max(0, file.read(ByteBuffer.wrap(buffer, 0, wanted), offset));
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read the build's log", unreadable);
        }
    }

    /** Ends the log: its last part follows, and nothing is appended any more. Returns the digest of all of it. */
    public synchronized String complete() {
        if (!complete) {
            appendTail();
            if (lost > 0) {
                write(new byte[0]);
            }
            complete = true;
            hex = digest.hex();
            trim();
        }
        return hex;
    }

    private void appendTail() {
        LogTail kept = tail;
        if (kept == null) {
            return;
        }
        try (kept) {
            long skipped = kept.skip();
            if (skipped > 0) {
                write(mark(skipped + " bytes of the log are left out here: it is longer than " + (headBytes + tailBytes)
                        + " bytes"));
            }
            kept.copy(this::write);
        } catch (IOException unreadable) {
            lost += tailBytes;
        }
    }

    // What a failed write left behind the end, and the wish that the bytes outlive a power failure.
    private void trim() {
        try {
            file.truncate(length);
            file.force(false);
        } catch (IOException stays) {
            // A log of another length than the result tells makes the spool count as damaged, which is safe.
        }
    }

    private static byte[] mark(String text) {
        return ("[" + text + "]\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
            if (tail != null && !complete) {
                tail.close();
            }
        } catch (IOException cannotClose) {
            throw new LocalIoException("cannot close the build's log", cannotClose);
        }
    }
}
