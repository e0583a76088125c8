package net.buildserver.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentCacheTests {
    @TempDir
    private Path folder;

    @Test
    void whatEarlierVersionsKeptIsRemovedAndTheRestStays() throws IOException {
        Path cache = folder.resolve("cache");
        Path restore = write(cache.resolve("restores/of-partition/key.tar.zst"));
        Path pass = write(cache.resolve("tests/key.json"));
        Path pack = write(cache.resolve("store/packs/digest.tar.zst"));
        Path facts = write(cache.resolve("facts/fingerprint.json"));

        AgentCache.open(cache, folder.resolve("packages"), 1 << 20, InstantSource.system());

        assertThat(restore.getParent().getParent()).doesNotExist();
        assertThat(pass.getParent()).doesNotExist();
        assertThat(pack).exists();
        assertThat(facts).exists();
    }

    private static Path write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "content");
    }
}
