package net.buildserver.agent.cache.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import net.buildserver.domain.cache.KeyInput;
import net.buildserver.domain.cache.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of when a digest is believed. */
class FileDigestsTests {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final FileDigests digests = new FileDigests(() -> NOW);

    @Test
    void changedFileIsReadAgain() throws IOException {
        Path file = write("one", NOW.minusSeconds(60));
        assertThat(digests.of(file)).isEqualTo(Sha256.of("one"));
        write("two", NOW.minusSeconds(30));
        assertThat(digests.of(file)).isEqualTo(Sha256.of("two"));
    }

    @Test
    void settledFileIsNotReadAgain() throws IOException {
        Path file = write("one", NOW.minusSeconds(60));
        assertThat(digests.of(file)).isEqualTo(Sha256.of("one"));
        write("two", NOW.minusSeconds(60));
        assertThat(digests.of(file)).isEqualTo(Sha256.of("one"));
    }

    @Test
    void fileModifiedJustNowIsReadEveryTime() throws IOException {
        Path file = write("one", NOW);
        assertThat(digests.of(file)).isEqualTo(Sha256.of("one"));
        write("two", NOW);
        assertThat(digests.of(file)).isEqualTo(Sha256.of("two"));
    }

    @Test
    void replacedFileOfTheSameSizeAndTimeIsReadAgain() throws IOException {
        Path file = write("one", NOW.minusSeconds(60));
        assertThat(digests.of(file)).isEqualTo(Sha256.of("one"));
        Path other = Files.writeString(folder.resolve("other"), "two");
        Files.setLastModifiedTime(other, FileTime.from(NOW.minusSeconds(60)));
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(digests.of(file)).isEqualTo(Sha256.of("two"));
    }

    @Test
    void missingFilesAndFoldersAreAbsent() throws IOException {
        assertThat(digests.of(folder.resolve("none"))).isEqualTo(KeyInput.ABSENT);
        assertThat(digests.of(folder)).isEqualTo(KeyInput.ABSENT);
        assertThat(digests.of(write("one", NOW).resolve("below"))).isEqualTo(KeyInput.ABSENT);
    }

    private Path write(String content, Instant modified) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), content);
        Files.setLastModifiedTime(file, FileTime.from(modified));
        return file;
    }
}
