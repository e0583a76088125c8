package net.buildserver.api.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class LeftoverProcessTests {
    @TempDir
    Path folder;

    private Process process;
    private Path pidFile;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("sleep", "600").start();
        pidFile = Files.writeString(folder.resolve("pid"), process.pid() + "\nmore lines\n");
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void processThatTheFileNamesIsEnded() throws IOException {
        LeftoverProcess.end(pidFile, "sleep");
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void processThatMerelyGotTheSameNumberIsLeftAlone() throws IOException {
        LeftoverProcess.end(pidFile, "postgres");
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void missingOrDamagedFileIsNoReasonToFail() throws IOException {
        LeftoverProcess.end(folder.resolve("none"), "sleep");
        LeftoverProcess.end(Files.writeString(folder.resolve("damaged"), "x"), "sleep");
        assertThat(process.isAlive()).isTrue();
    }
}
