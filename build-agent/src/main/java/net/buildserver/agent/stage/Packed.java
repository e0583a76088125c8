package net.buildserver.agent.stage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Text that tasks hand on, packed so that it fits into a message. */
final class Packed {
    /** Most characters of what is handed on. */
    private static final int MOST = 3 << 20;

    private static final int MOST_UNPACKED = 256 << 20;

    private Packed() {}

    /** Returns {@code text} packed, or nothing if it is too long for a message. */
    static Optional<String> pack(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot be written", impossible);
        }
        String coded = Base64.getEncoder().encodeToString(packed.toByteArray());
        return coded.length() > MOST ? Optional.empty() : Optional.of(coded);
    }

    /** Returns what was packed, or nothing if it is damaged. */
    static Optional<String> unpack(String coded) {
        try (GZIPInputStream text =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(coded)))) {
            byte[] bytes = text.readNBytes(MOST_UNPACKED);
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }
}
