package net.buildserver.agent.artifact;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Writes the files' modes into the central directory of an archive without comment, which Java's own writer leaves empty: the
 * system "Unix" and the mode in the upper half of the external attributes (APPNOTE.TXT 4.4.2 and 4.4.15).
 */
final class ZipModes {
    private static final int FILE = 0100644;
    private static final int PROGRAM = 0100755;
    private static final int HEADER = 0x02014b50;
    private static final int HEADER_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final int END64_LOCATOR_BYTES = 20;
    private static final byte UNIX = 3;

    private ZipModes() {}

    /** Sets the modes of all entries; {@code executable} says for each in its order whether it is a program. */
    static void set(Path archive, List<Boolean> executable) throws IOException {
        try (FileChannel file = FileChannel.open(archive, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long at = directory(file);
            for (boolean program : executable) {
                ByteBuffer header = read(file, at, HEADER_BYTES);
                if (header.getInt(0) != HEADER) {
                    throw new IOException("an archive's directory is not where it should be");
                }
                write(file, at + 5, ByteBuffer.allocate(1).put(0, UNIX));
                ByteBuffer attributes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
                write(file, at + 38, attributes.putInt(0, (program ? PROGRAM : FILE) << 16));
                at += HEADER_BYTES + length(header, 28) + length(header, 30) + length(header, 32);
            }
        }
    }

    private static long directory(FileChannel file) throws IOException {
        ByteBuffer end = read(file, file.size() - END_BYTES, END_BYTES);
        int offset = end.getInt(16);
        if (offset != -1 && length(end, 10) != 0xffff) {
            return Integer.toUnsignedLong(offset);
        }
        ByteBuffer locator = read(file, file.size() - END_BYTES - END64_LOCATOR_BYTES, END64_LOCATOR_BYTES);
        return read(file, locator.getLong(8), 56).getLong(48);
    }

    private static int length(ByteBuffer header, int at) {
        return Short.toUnsignedInt(header.getShort(at));
    }

    private static ByteBuffer read(FileChannel file, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                throw new IOException("an archive ends too early");
            }
        }
        return bytes;
    }

    private static void write(FileChannel file, long at, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes, at + bytes.position());
        }
    }
}
