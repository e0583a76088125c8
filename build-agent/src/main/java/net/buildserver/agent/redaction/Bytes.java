package net.buildserver.agent.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing run of bytes, for one thread. */
final class Bytes {
    private static final byte[] MASK = Redaction.MASK.getBytes(StandardCharsets.US_ASCII);
    private static final int SMALL = 256;

    private byte[] array = new byte[SMALL];
    private int length;

    int length() {
        return length;
    }

    /** Returns the bytes themselves, of which the first {@link #length} count. */
    byte[] array() {
        return array;
    }

    void add(byte one) {
        grow(1);
        array[length++] = one;
    }

    void add(byte[] from, int start, int end) {
        if (end > start) {
            grow(end - start);
            System.arraycopy(from, start, array, length, end - start);
            length += end - start;
        }
    }

    void addMask() {
        add(MASK, 0, MASK.length);
    }

    void clear() {
        length = 0;
    }

    /** Drops the first {@code count} bytes. */
    void drop(int count) {
        System.arraycopy(array, count, array, 0, length - count);
        length -= count;
    }

    boolean isEqual(byte[] other) {
        return Arrays.equals(array, 0, length, other, 0, other.length);
    }

    String text(int start, int end) {
        return new String(array, start, end - start, StandardCharsets.UTF_8);
    }

    private void grow(int more) {
        if (more > array.length - length) {
            array = Arrays.copyOf(array, Math.max(length + more, 2 * array.length));
        }
    }
}
