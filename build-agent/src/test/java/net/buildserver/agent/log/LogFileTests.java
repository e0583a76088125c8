package net.buildserver.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LogFileTests {
    @TempDir
    private Path folder;

    @Test
    void shortLogIsKeptAsItIs() throws Exception {
        try (LogFile log = new LogFile(folder.resolve("build.log"), 1000)) {
            log.append("one\n");
            log.append("two\n");
            assertThat(log.complete()).isEqualTo(sha256());
            log.append("late\n");
            assertThat(log.length()).isEqualTo(8);
        }
        assertThat(folder.resolve("build.log")).hasContent("one\ntwo\n");
    }

    @Test
    void longLogKeepsItsHeadAndItsTailAndSaysHowMuchIsMissing() throws Exception {
        try (LogFile log = new LogFile(folder.resolve("build.log"), 1000)) {
            for (int i = 0; i < 1000; i++) {
                log.append("line %03d\n".formatted(i));
            }
            assertThat(log.complete()).isEqualTo(sha256());
            assertThat(log.length()).isEqualTo(Files.size(folder.resolve("build.log")));
        }
        List<String> lines = Files.readAllLines(folder.resolve("build.log"));
        int gap = lines.indexOf(
                lines.stream().filter(line -> line.startsWith("[")).findFirst().orElseThrow());
        assertThat(lines.subList(0, gap)).hasSize(55).startsWith("line 000").endsWith("line 054");
        assertThat(lines.subList(gap + 1, lines.size()))
                .hasSize(55)
                .startsWith("line 945")
                .endsWith("line 999");
        assertThat(lines.get(gap)).isEqualTo("[8010 bytes of the log are left out here: it is longer than 1000 bytes]");
        assertThat(folder.resolve("tail.log")).doesNotExist();
    }

    @Test
    void lineLongerThanTheCapLeavesItsEnd() throws IOException {
        try (LogFile log = new LogFile(folder.resolve("build.log"), 100)) {
            log.append("first\n");
            log.append("x".repeat(5000) + "\n");
            log.append("last\n");
            log.complete();
        }
        assertThat(Files.readAllLines(folder.resolve("build.log")))
                .startsWith("first")
                .endsWith("last")
                .hasSize(3);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fullDiskLosesLinesButNotTheBuild() throws IOException {
        Path file = folder.resolve("build.log");
        // The kernel refuses every write to it with "no space left on device".
        Files.createSymbolicLink(file, Path.of("/dev/full"));
        try (LogFile log = new LogFile(file, 1000)) {
            log.append("lost\n");
            assertThat(log.length()).isZero();
            assertThat(log.lost()).isEqualTo(5);
            assertThat(log.complete()).hasSize(64);
        }
    }

    private String sha256() throws IOException, NoSuchAlgorithmException {
        byte[] bytes = Files.readAllBytes(folder.resolve("build.log"));
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void growingLogIsReadUpToWhatIsWhole() {
        try (LogFile log = new LogFile(folder.resolve("build.log"), 1000)) {
            byte[] buffer = new byte[100];
            assertThat(log.read(buffer, 0)).isZero();
            log.append("Grüße\n");
            assertThat(log.read(buffer, 0)).isEqualTo(8);
            assertThat(new String(buffer, 0, 8, StandardCharsets.UTF_8)).isEqualTo("Grüße\n");
            assertThat(log.read(buffer, 8)).isZero();
        }
    }
}
