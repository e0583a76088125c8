package net.buildserver.agent.cache.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.buildserver.agent.cache.store.TestPasses.Pass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestPassesTests {
    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private TestPasses passes;

    @BeforeEach
    void open() throws IOException {
        passes = new TestPasses(folder, () -> now);
    }

    @Test
    void aPassIsFoundByItsKeyOnly() throws IOException {
        passes.keep("one", new Pass("build 1", List.of()));
        assertThat(passes.find("one")).map(Pass::origin).contains("build 1");
        assertThat(passes.find("two")).isEmpty();
    }

    @Test
    void aDamagedPassIsNoneAndIsForgotten() throws IOException {
        Files.writeString(folder.resolve("one.json"), "{ \"origin\": ");
        assertThat(passes.find("one")).isEmpty();
        assertThat(folder.resolve("one.json")).doesNotExist();
    }

    @Test
    void passesThatNobodyAskedForInAWeekGoAndOthersStay() throws IOException {
        passes.keep("asked for", new Pass("build 1", List.of()));
        passes.keep("forgotten", new Pass("build 1", List.of()));
        for (String key : List.of("asked for", "forgotten")) {
            passes.find(key);
        }
        now = now.plus(Duration.ofDays(5));
        passes.find("asked for");
        now = now.plus(Duration.ofDays(3));
        passes.keep("new", new Pass("build 2", List.of()));
        assertThat(passes.find("asked for")).isPresent();
        assertThat(passes.find("forgotten")).isEmpty();
    }
}
