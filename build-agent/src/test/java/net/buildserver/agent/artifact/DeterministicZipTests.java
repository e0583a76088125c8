package net.buildserver.agent.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterministicZipTests {
    private final TimeZone here = TimeZone.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void comeHome() {
        TimeZone.setDefault(here);
    }

    @Test
    void sameFilesAreTheSameArchiveInEveryTimeZone() throws IOException {
        Path files = Files.createDirectories(folder.resolve("files/sub"));
        Files.writeString(files.resolve("b.txt"), "b");
        Files.writeString(files.resolveSibling("a.txt"), "a");

        byte[] there = archive("Asia/Tokyo");

        assertThat(archive("America/Los_Angeles")).isEqualTo(there);
        assertThat(archive("UTC")).isEqualTo(there);
    }

    private byte[] archive(String zone) throws IOException {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        Path archive = folder.resolve("archive.zip");
        DeterministicZip.write(folder.resolve("files"), archive);
        return Files.readAllBytes(archive);
    }
}
