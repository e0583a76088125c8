package net.buildserver.agent.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses bodies of requests. */
final class Gzip {
    private Gzip() {}

    /** Returns the first {@code length} of {@code bytes}, compressed quickly rather than well. */
    static byte[] compress(byte[] bytes, int length) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(length / 4 + 64);
        try (GZIPOutputStream gzip = new Fast(compressed)) {
            gzip.write(bytes, 0, length);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    private static final class Fast extends GZIPOutputStream {
        Fast(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
