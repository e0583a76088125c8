package net.buildserver.orchestrator.logs;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.ObjLongConsumer;

/** Cuts what is written to it into lines and hands each on with its number; no line is longer than a limit, the rest is left out. */
final class LineCollector extends OutputStream {
    /** Longest line that is handed on, in bytes. */
    static final int MOST_BYTES = 16 << 10;

    private final ObjLongConsumer<byte[]> consumer;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(256);
    private long number;
    private boolean open;

    LineCollector(long firstLine, ObjLongConsumer<byte[]> consumer) {
        this.number = firstLine;
        this.consumer = consumer;
    }

    /** Returns the number of the line that is being read. */
    long number() {
        return number;
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int start = from;
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n') {
                hold(bytes, start, i - start);
                end();
                start = i + 1;
            }
        }
        if (start < from + length) {
            hold(bytes, start, from + length - start);
            open = true;
        }
    }

    /** Hands on the last line if it has no end. */
    void finish() {
        if (open) {
            end();
        }
    }

    private void hold(byte[] bytes, int from, int length) {
        held.write(bytes, from, Math.min(length, MOST_BYTES - held.size()));
    }

    private void end() {
        consumer.accept(held.toByteArray(), number++);
        held.reset();
        open = false;
    }
}
