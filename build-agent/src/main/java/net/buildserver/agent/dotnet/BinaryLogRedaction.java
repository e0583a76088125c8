package net.buildserver.agent.dotnet;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Copies an MSBuild binary log with other texts. Since version 18 of the format all texts are records of their own, which others
 * name by their number, and embedded files are one more kind of record; so nothing else has to be understood.
 */
public final class BinaryLogRedaction {
    private static final int OLDEST = 18;
    private static final int END = 0;
    private static final int EMBEDDED_FILES = 17;
    private static final int TEXT = 24;
    private static final int LARGEST_RECORD = 1 << 26;

    private BinaryLogRedaction() {}

    /**
     * Copies {@code from} to {@code to}; embedded files are left out.
     *
     * @param redaction what becomes of each text
     * @throws IOException if it is no binary log that this class understands
     */
    public static void copy(Path from, Path to, UnaryOperator<String> redaction) throws IOException {
        try (DataInputStream input = new DataInputStream(
                        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(from)), 1 << 16));
                DataOutputStream output = new DataOutputStream(
                        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(to)), 1 << 16))) {
            int version = input.readInt();
            int oldestReader = input.readInt();
            if (Integer.reverseBytes(version) < OLDEST) {
                throw new IOException("its format has version " + Integer.reverseBytes(version));
            }
            output.writeInt(version);
            output.writeInt(oldestReader);
            for (int kind = number(input); kind != END; kind = number(input)) {
                int length = number(input);
                if (length < 0 || length > LARGEST_RECORD) {
                    throw new IOException("it holds a record of " + length + " bytes");
                }
                byte[] payload = input.readNBytes(length);
                if (payload.length < length) {
                    throw new EOFException("it ends in the middle of a record");
                }
                if (kind != EMBEDDED_FILES) {
                    byte[] shown = kind == TEXT
                            ? redaction
                                    .apply(new String(payload, StandardCharsets.UTF_8))
                                    .getBytes(StandardCharsets.UTF_8)
                            : payload;
                    number(output, kind);
                    number(output, shown.length);
                    output.write(shown);
                }
            }
            number(output, END);
        }
    }

    private static int number(DataInputStream input) throws IOException {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = input.read();
            if (next < 0) {
                throw new EOFException("it ends in the middle of a record");
            }
            value |= (next & 127) << shift;
            if ((next & 128) == 0) {
                return value;
            }
        }
        throw new IOException("it holds a number that is too long");
    }

    private static void number(DataOutputStream output, int value) throws IOException {
        int left = value;
        while (left >= 128) {
            output.write((left & 127) | 128);
            left >>>= 7;
        }
        output.write(left);
    }
}
