package net.buildserver.agent.cache.nuget;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The hash that lock files and {@code project.assets.json} give of a package: SHA-512 of the archive as it was before it was
 * signed, since sources sign packages anew. The archive is never unpacked for it: the signature's bytes are left out, and the
 * directory is written as it would be without them.
 */
final class ContentHash {
    private static final String SIGNATURE = ".signature.p7s";
    private static final int END_SIZE = 22;
    private static final int END_MARK = 0x06054b50;
    private static final int ENTRY_MARK = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int LOCAL_SIZE = 30;
    private static final int LARGEST_DIRECTORY = 64 << 20;

    private final RandomAccessFile file;
    private final MessageDigest digest;

    private ContentHash(RandomAccessFile file) {
        this.file = file;
        try {
            this.digest = MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-512", impossible);
        }
    }

    /**
     * Returns the hash of a package in Base64.
     *
     * @throws IOException if it cannot be read or is no archive of the kind that NuGet makes
     */
    static String of(Path nupkg) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(nupkg.toFile(), "r")) {
            return new ContentHash(file).read();
        }
    }

    private String read() throws IOException {
        long endAt = file.length() - END_SIZE;
        if (endAt < 0) {
            throw new IOException("it is no archive");
        }
        ByteBuffer end = bytes(endAt, END_SIZE);
        if (end.getInt(0) != END_MARK) {
            throw new IOException("its directory does not end where the file does");
        }
        int entries = Short.toUnsignedInt(end.getShort(10));
        long directorySize = Integer.toUnsignedLong(end.getInt(12));
        long directoryAt = Integer.toUnsignedLong(end.getInt(16));
        if (directoryAt + directorySize != endAt || directorySize > LARGEST_DIRECTORY) {
            throw new IOException("its directory is not where it should be");
        }
        ByteBuffer directory = bytes(directoryAt, (int) directorySize);
        int signature = signature(directory, entries);
        if (signature < 0) {
            add(0, file.length());
        } else {
            addWithout(signature, directory, directoryAt, end, entries);
        }
        return Base64.getEncoder().encodeToString(digest.digest());
    }

    private void addWithout(int signature, ByteBuffer directory, long directoryAt, ByteBuffer end, int entries)
            throws IOException {
        long from = Integer.toUnsignedLong(directory.getInt(signature + 42));
        ByteBuffer local = bytes(from, LOCAL_SIZE);
        long size = LOCAL_SIZE
                + Short.toUnsignedInt(local.getShort(26))
                + Short.toUnsignedInt(local.getShort(28))
                + Integer.toUnsignedLong(directory.getInt(signature + 20));
        if (from + size > directoryAt) {
            throw new IOException("its signature is longer than the file");
        }
        add(0, from);
        add(from + size, directoryAt);
        int removed = entryLength(directory, signature);
        for (int at = 0; at < directory.limit(); at += entryLength(directory, at)) {
            if (at != signature) {
                long offset = Integer.toUnsignedLong(directory.getInt(at + 42));
                directory.putInt(at + 42, (int) (offset > from ? offset - size : offset));
                digest.update(directory.slice(at, entryLength(directory, at)));
            }
        }
        end.putShort(8, (short) (entries - 1));
        end.putShort(10, (short) (entries - 1));
        end.putInt(12, directory.limit() - removed);
        end.putInt(16, (int) (directoryAt - size));
        digest.update(end);
    }

    /** Returns where the signature stands in the directory, or -1. */
    private static int signature(ByteBuffer directory, int entries) throws IOException {
        int found = -1;
        int count = 0;
        for (int at = 0; at < directory.limit(); at += entryLength(directory, at)) {
            int length = entryLength(directory, at);
            if (directory.getInt(at) != ENTRY_MARK || at + length > directory.limit()) {
                throw new IOException("its directory is damaged");
            }
            int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
            String name = StandardCharsets.UTF_8
                    .decode(directory.slice(at + ENTRY_SIZE, nameLength))
                    .toString();
            found = name.equals(SIGNATURE) ? at : found;
            count++;
        }
        if (count != entries) {
            throw new IOException("its directory has another number of entries than it says");
        }
        return found;
    }

    private static int entryLength(ByteBuffer directory, int at) throws IOException {
        if (at + ENTRY_SIZE > directory.limit()) {
            throw new IOException("its directory is damaged");
        }
        return ENTRY_SIZE
                + Short.toUnsignedInt(directory.getShort(at + 28))
                + Short.toUnsignedInt(directory.getShort(at + 30))
                + Short.toUnsignedInt(directory.getShort(at + 32));
    }

    private void add(long from, long to) throws IOException {
        byte[] buffer = new byte[1 << 16];
        file.seek(from);
        for (long left = to - from; left > 0; ) {
            int count = file.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw new EOFException("it ends too early");
            }
            digest.update(buffer, 0, count);
            left -= count;
        }
    }

    private ByteBuffer bytes(long at, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(at);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
