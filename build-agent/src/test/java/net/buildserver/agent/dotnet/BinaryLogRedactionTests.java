package net.buildserver.agent.dotnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A binary log is shown without secrets and without embedded files, or not at all. */
class BinaryLogRedactionTests {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void textsAreRedactedAndEverythingElseStays() throws IOException {
        header(26);
        record(24, "x".repeat(200) + "token=hunter2");
        record(17, "an archive with hunter2 in it");
        record(3, "numbers");
        bytes.write(0);

        assertThat(copy())
                .contains("x".repeat(200) + "token=***")
                .contains("numbers")
                .doesNotContain("hunter2");
    }

    @Test
    void logThatBreaksOffOrIsOfAnotherFormatIsRefused() throws IOException {
        header(26);
        record(24, "text");
        assertThatThrownBy(this::copy).isInstanceOf(IOException.class).hasMessageContaining("middle");
        bytes.reset();
        header(9);
        assertThatThrownBy(this::copy).isInstanceOf(IOException.class).hasMessageContaining("version 9");
    }

    private String copy() throws IOException {
        Path log = folder.resolve("log");
        try (GZIPOutputStream zip = new GZIPOutputStream(Files.newOutputStream(log))) {
            zip.write(bytes.toByteArray());
        }
        Path shown = folder.resolve("shown");
        BinaryLogRedaction.copy(log, shown, text -> text.replace("hunter2", "***"));
        try (GZIPInputStream zip = new GZIPInputStream(Files.newInputStream(shown))) {
            byte[] all = zip.readAllBytes();
            assertThat(Arrays.copyOf(all, 8)).isEqualTo(Arrays.copyOf(bytes.toByteArray(), 8));
            return new String(all, StandardCharsets.UTF_8);
        }
    }

    private void header(int version) throws IOException {
        bytes.write(new byte[] {(byte) version, 0, 0, 0, 18, 0, 0, 0});
    }

    private void record(int kind, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        bytes.write(kind);
        int length = payload.length;
        for (; length >= 128; length >>>= 7) {
            bytes.write((length & 127) | 128);
        }
        bytes.write(length);
        bytes.write(payload);
    }
}
