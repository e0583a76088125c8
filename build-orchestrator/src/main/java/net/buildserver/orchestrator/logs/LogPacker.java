package net.buildserver.orchestrator.logs;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packs a log as it is written to this stream, in the seekable format of zstd: frames of 256 KiB of log, then a table of them
 * in a frame that decompressors skip, so that {@code zstd -d} reads it as well.
 */
final class LogPacker extends OutputStream {
    static final int FRAME_BYTES = 256 << 10;

    private static final int LEVEL = 3;
    private static final int SKIPPABLE = 0x184D2A5E;
    private static final int SEEKABLE = 0x8F92EAB1;
    private static final int FOOTER_BYTES = 9;

    private final OutputStream out;
    private final byte[] frame = new byte[FRAME_BYTES];
    private final List<FrameIndex.Frame> frames = new ArrayList<>();
    private int filled;
    private long written;
    private long packed;
    private long lines;
    private long linesBefore;

    LogPacker(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            int part = Math.min(left, FRAME_BYTES - filled);
            System.arraycopy(bytes, from, frame, filled, part);
            filled += part;
            from += part;
            left -= part;
            if (filled == FRAME_BYTES) {
                endFrame();
            }
        }
    }

    /** Writes what is left and the table, and returns where everything is. */
    FrameIndex finish() throws IOException {
        if (filled > 0) {
            endFrame();
        }
        FrameIndex index = new FrameIndex(frames, new FrameIndex.Frame(written, lines, packed));
        out.write(seekTable(index));
        return index;
    }

    private void endFrame() throws IOException {
        byte[] compressed = filled == FRAME_BYTES
                ? Zstd.compress(frame, LEVEL)
                : Zstd.compress(Arrays.copyOf(frame, filled), LEVEL);
        frames.add(new FrameIndex.Frame(written, linesBefore, packed));
        out.write(compressed);
        for (int i = 0; i < filled; i++) {
            if (frame[i] == '\n') {
                lines++;
            }
        }
        linesBefore = lines;
        written += filled;
        packed += compressed.length;
        filled = 0;
    }

    private static byte[] seekTable(FrameIndex index) {
        int size = index.frames().size() * 2 * Integer.BYTES + FOOTER_BYTES;
        ByteBuffer table = ByteBuffer.allocate(2 * Integer.BYTES + size).order(ByteOrder.LITTLE_ENDIAN);
        table.putInt(SKIPPABLE).putInt(size);
        for (int i = 0; i < index.frames().size(); i++) {
            FrameIndex.Frame start = index.frames().get(i);
            FrameIndex.Frame end = index.endOf(i);
            table.putInt((int) (end.objectOffset() - start.objectOffset()));
            table.putInt((int) (end.logOffset() - start.logOffset()));
        }
        table.putInt(index.frames().size()).put((byte) 0).putInt(SEEKABLE);
        return table.array();
    }
}
