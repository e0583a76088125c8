package net.buildserver.agent.cache.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of the format's own records, written here byte by byte; real ones are read by the tests that build. */
class BinaryLogImportsTests {
    private static final int STRING = 24;
    private static final int EVALUATION_STARTED = 14;
    private static final int IMPORTED = 16;
    private static final int CONTEXT = 1;

    @TempDir
    private Path folder;

    @Test
    void importsAreGivenToTheProjectOfTheirEvaluation() throws IOException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        string(records, "/r/A.csproj");
        string(records, "/r/B.props");
        string(records, "/r/not-there.props");
        event(records, EVALUATION_STARTED, 5, -1, 10);
        event(records, IMPORTED, 5, 0, 11);
        event(records, IMPORTED, 5, 1, 12);
        records.write(0);
        assertThat(BinaryLogImports.read(log(18, records))).isEqualTo(Map.of("/r/A.csproj", Set.of("/r/B.props")));
    }

    @Test
    void unknownRecordsArePassedOver() throws IOException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        records.writeBytes(new byte[] {99, 3, 1, 2, 3, 0});
        assertThat(BinaryLogImports.read(log(18, records))).isEmpty();
    }

    @Test
    void newerFormatsAreRefused() throws IOException {
        Path log = log(19, new ByteArrayOutputStream());
        assertThatThrownBy(() -> BinaryLogImports.read(log)).hasMessageContaining("wants a reader of version 19");
    }

    @Test
    void logsThatEndEarlyAreRefused() throws IOException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        records.writeBytes(new byte[] {STRING, 100});
        Path log = log(18, records);
        assertThatThrownBy(() -> BinaryLogImports.read(log)).isInstanceOf(IOException.class);
    }

    @Test
    void lengthsOfAnAttackAreRefused() throws IOException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        records.writeBytes(new byte[] {STRING, -1, -1, -1, -1, 7});
        Path log = log(18, records);
        assertThatThrownBy(() -> BinaryLogImports.read(log)).hasMessageContaining("a record of");
    }

    @Test
    void whatIsNoLogIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("x.binlog"), "text");
        assertThatThrownBy(() -> BinaryLogImports.read(file)).isInstanceOf(IOException.class);
    }

    private Path log(int oldestReader, ByteArrayOutputStream records) throws IOException {
        Path file = folder.resolve("a.binlog");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(new byte[] {26, 0, 0, 0, (byte) oldestReader, 0, 0, 0});
            records.writeTo(out);
        }
        return file;
    }

    private static void string(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(STRING);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    // A build event context is seven numbers, the last of which is the evaluation.
    private static void event(ByteArrayOutputStream out, int kind, int evaluation, int ignored, int text) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(CONTEXT);
        for (int part = 0; part < 6; part++) {
            payload.write(0);
        }
        payload.write(evaluation);
        if (ignored >= 0) {
            payload.write(ignored);
        }
        payload.write(text);
        out.write(kind);
        out.write(payload.size());
        out.writeBytes(payload.toByteArray());
    }
}
