package net.buildserver.agent.cache.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.buildserver.domain.test.TestCaseResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Results of test projects whose tests all passed, by all that they depend on. Failures are never kept. */
public final class TestPasses {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIFE = Duration.ofDays(7);

    private final Path folder;
    private final InstantSource clock;

    /**
     * A run of a test project without failures.
     *
     * @param origin build that ran the tests
     * @param results the results
     */
    public record Pass(String origin, List<TestCaseResult> results) {
        public Pass {
            results = List.copyOf(results);
        }
    }

    /** Opens the memory in {@code folder}. */
    public TestPasses(Path folder, InstantSource clock) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.clock = clock;
    }

    /** Returns a memory of its own, for builds that must not trust the others' results. */
    public TestPasses partition(String name) throws IOException {
        return new TestPasses(folder.resolve(name), clock);
    }

    /** Returns what passed under {@code key}. */
    public Optional<Pass> find(String key) throws IOException {
        Path file = folder.resolve(key + ".json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Pass pass = JSON.readValue(Files.readAllBytes(file), Pass.class);
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return Optional.of(pass);
        } catch (JacksonException damaged) {
            Files.deleteIfExists(file);
            return Optional.empty();
        }
    }

    /** Keeps a pass, and lets go of those that nobody asked for in a week. */
    public void keep(String key, Pass pass) throws IOException {
        Path part = Files.createTempFile(folder, "new", ".part");
        Files.write(part, JSON.writeValueAsBytes(pass));
        Files.move(
                part,
                folder.resolve(key + ".json"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(clock.instant().minus(LIFE))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
