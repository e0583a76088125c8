package net.buildserver.orchestrator.logs;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the frames of a packed log are. As bytes, three longs for each frame (its first byte and first line in the log, its
 * first byte in the object), and three more for the end.
 */
record FrameIndex(List<Frame> frames, Frame end) {
    private static final int LONGS = 3;

    FrameIndex {
        frames = List.copyOf(frames);
    }

    /**
     * The start of a frame.
     *
     * @param logOffset its first byte in the log
     * @param line number of line breaks before it
     * @param objectOffset its first byte in the object
     */
    record Frame(long logOffset, long line, long objectOffset) {}

    /** Returns the position of the frame that holds byte {@code logOffset} of the log. */
    int frameAt(long logOffset) {
        int low = 0;
        int high = frames.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (frames.get(middle).logOffset() <= logOffset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * Returns the last frame before which fewer than {@code wanted} lines ended, so that the line of this number begins in it
     * or after it; its first byte may lie in the middle of an earlier line.
     */
    Frame before(long wanted) {
        int low = 0;
        int high = frames.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (frames.get(middle).line() < wanted) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return frames.isEmpty() ? new Frame(0, 0, 0) : frames.get(low);
    }

    /** Returns where frame {@code position} ends. */
    Frame endOf(int position) {
        return position + 1 < frames.size() ? frames.get(position + 1) : end;
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate((frames.size() + 1) * LONGS * Long.BYTES);
        for (Frame frame : frames) {
            put(bytes, frame);
        }
        put(bytes, end);
        return bytes.array();
    }

    static FrameIndex read(byte[] bytes) {
        LongBuffer longs = ByteBuffer.wrap(bytes).asLongBuffer();
        List<Frame> frames = new ArrayList<>();
        while (longs.hasRemaining()) {
            frames.add(new Frame(longs.get(), longs.get(), longs.get()));
        }
        Frame end = frames.removeLast();
        return new FrameIndex(frames, end);
    }

    private static void put(ByteBuffer bytes, Frame frame) {
        bytes.putLong(frame.logOffset()).putLong(frame.line()).putLong(frame.objectOffset());
    }
}
