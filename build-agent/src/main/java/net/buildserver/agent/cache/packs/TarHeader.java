package net.buildserver.agent.cache.packs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One header block of a tar archive with nothing in it but a short name and a size, so that equal files give equal archives
 * and no reader has links, owners or long names to be wrong about.
 *
 * @param name name of the entry
 * @param size its size in bytes
 */
record TarHeader(String name, long size) {
    static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int CHECKSUM = 148;

    byte[] bytes() {
        byte[] block = new byte[BLOCK];
        put(block, 0, name);
        put(block, NAME, "0000644\0");
        put(block, 108, "0000000\0");
        put(block, 116, "0000000\0");
        put(block, 124, String.format(java.util.Locale.ROOT, "%011o\0", size));
        put(block, 136, "00000000000\0");
        put(block, CHECKSUM, "        ");
        put(block, 156, "0");
        put(block, 257, "ustar\00000");
        put(block, CHECKSUM, String.format(java.util.Locale.ROOT, "%06o\0 ", sum(block)));
        return block;
    }

    /** Reads a header that {@link #bytes} wrote; null at the end of the archive. */
    static @org.jspecify.annotations.Nullable TarHeader read(byte[] block) {
        if (sum(block) == 0) {
            return null;
        }
        byte[] blanked = block.clone();
        Arrays.fill(blanked, CHECKSUM, CHECKSUM + 8, (byte) ' ');
        if (octal(block, CHECKSUM, 6) != sum(blanked)) {
            throw new PackException("a header of the pack is damaged");
        }
        if (block[156] != '0') {
            throw new PackException("a pack holds files only");
        }
        return new TarHeader(text(block, 0, NAME), octal(block, 124, 11));
    }

    /** Returns how many bytes follow the content up to the next block. */
    int padding() {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private static int sum(byte[] block) {
        int sum = 0;
        for (byte value : block) {
            sum += value & 255;
        }
        return sum;
    }

    private static long octal(byte[] block, int at, int length) {
        try {
            return Long.parseLong(text(block, at, length), 8);
        } catch (NumberFormatException damaged) {
            throw new PackException("a header of the pack is damaged", damaged);
        }
    }

    private static String text(byte[] block, int at, int length) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int index = at; index < at + length && block[index] != 0; index++) {
            text.write(block[index]);
        }
        return text.toString(StandardCharsets.US_ASCII);
    }
}
