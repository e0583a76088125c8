package net.buildserver.orchestrator.logs;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import net.buildserver.orchestrator.artifacts.store.BlobStore;

/** A packed log: frames of zstd, each of which can be read alone. */
record LogArchive(String objectKey, FrameIndex index) {
    /** Copies bytes {@code from} to {@code to} of the log, which exist; only the frames that hold them are read. */
    void copy(BlobStore store, long from, long to, OutputStream out) throws IOException {
        int first = index.frameAt(from);
        int last = index.frameAt(to - 1);
        long start = index.frames().get(first).objectOffset();
        try (InputStream packed = store.read(objectKey, start, index.endOf(last).objectOffset() - start)) {
            for (int i = first; i <= last; i++) {
                FrameIndex.Frame frame = index.frames().get(i);
                FrameIndex.Frame end = index.endOf(i);
                byte[] bytes = unpack(packed, frame, end);
                int skipped = (int) Math.max(0, from - frame.logOffset());
                int length = (int) (Math.min(to, end.logOffset()) - frame.logOffset()) - skipped;
                out.write(bytes, skipped, length);
            }
        }
    }

    private static byte[] unpack(InputStream packed, FrameIndex.Frame frame, FrameIndex.Frame end) throws IOException {
        int packedLength = Math.toIntExact(end.objectOffset() - frame.objectOffset());
        byte[] bytes = packed.readNBytes(packedLength);
        if (bytes.length < packedLength) {
            throw new IOException("The packed log ends early.");
        }
        return Zstd.decompress(bytes, Math.toIntExact(end.logOffset() - frame.logOffset()));
    }
}
