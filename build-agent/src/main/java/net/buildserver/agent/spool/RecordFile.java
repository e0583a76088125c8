package net.buildserver.agent.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of records, each with its length and CRC-32C before it. A record is there as a whole or not at all: what a crash or a
 * full disk left of one is recognised and not read.
 */
final class RecordFile implements AutoCloseable {
    /** Longest record in bytes. */
    static final int MAX_RECORD = 32 << 20;

    // Length, checksum, kind.
    private static final int HEADER = 9;

    private final FileChannel channel;
    private long end;
    private boolean damaged;

    /**
     * Where a record lies.
     *
     * @param kind what it is, told by the writer
     * @param position place of its content in the file
     * @param length bytes of its content
     */
    record Entry(byte kind, long position, int length) {}

    private RecordFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens the file, which is created if it is missing. */
    static RecordFile open(Path file) throws IOException {
        return new RecordFile(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Reads where the records of an earlier process lie, up to the first that is not whole. */
    List<Entry> scan() throws IOException {
        List<Entry> entries = new ArrayList<>();
        long size = channel.size();
        long position = 0;
        while (position < size) {
            Entry entry = entryAt(position, size);
            if (entry == null) {
                damaged = true;
                break;
            }
            entries.add(entry);
            position = entry.position() + entry.length();
        }
        end = position;
        return entries;
    }

    /** Returns whether the scan found anything that is not a whole record. */
    boolean isDamaged() {
        return damaged;
    }

    /** Appends a record. If that fails, the file is as it was. */
    Entry append(byte kind, byte[] content) throws IOException {
        if (content.length > MAX_RECORD) {
            throw new IOException("a record of " + content.length + " bytes is longer than " + MAX_RECORD);
        }
        ByteBuffer record = ByteBuffer.allocate(HEADER + content.length);
        record.putInt(content.length)
                .putInt(checksum(kind, content))
                .put(kind)
                .put(content)
                .flip();
        long position = end;
        try {
            while (record.hasRemaining()) {
                position += channel.write(record, position);
            }
        } catch (IOException full) {
            cutAt(end);
            throw full;
        }
        Entry entry = new Entry(kind, end + HEADER, content.length);
        end = position;
        return entry;
    }

    /** Reads a record's content. */
    byte[] read(Entry entry) throws IOException {
        byte[] content = readAt(entry.position(), entry.length());
        if (content.length < entry.length()) {
            throw new IOException("the record at " + entry.position() + " ends early");
        }
        return content;
    }

    /** Forgets all records. */
    void clear() throws IOException {
        channel.truncate(0);
        end = 0;
    }

    /** Makes the records outlive a failure of the machine's power. */
    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private @Nullable Entry entryAt(long position, long size) throws IOException {
        byte[] header = readAt(position, HEADER);
        if (header.length < HEADER) {
            return null;
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        int length = fields.getInt();
        int checksum = fields.getInt();
        byte kind = fields.get();
        if (length < 0 || length > MAX_RECORD || position + HEADER + length > size) {
            return null;
        }
        byte[] content = readAt(position + HEADER, length);
        boolean whole = content.length == length && checksum(kind, content) == checksum;
        return whole ? new Entry(kind, position + HEADER, length) : null;
    }

    private byte[] readAt(long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, position + buffer.position());
            if (count < 0) {
                break;
            }
        }
        return buffer.hasRemaining() ? Arrays.copyOf(buffer.array(), buffer.position()) : buffer.array();
    }

    private void cutAt(long length) {
        try {
            channel.truncate(length);
        } catch (IOException stays) {
            // What stays behind is no whole record; the next one overwrites it.
        }
    }

    private static int checksum(byte kind, byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(kind);
        crc.update(content, 0, content.length);
        return (int) crc.getValue();
    }
}
