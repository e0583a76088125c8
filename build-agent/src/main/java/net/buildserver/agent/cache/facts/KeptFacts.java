package net.buildserver.agent.cache.facts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.buildserver.agent.cache.files.FileDigests;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Facts on disk by the fingerprint of what they were made from, so that a warm agent asks MSBuild nothing. */
public final class KeptFacts {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final FileDigests digests;

    private record Stored(List<ProjectFacts> projects, Map<String, String> importDigests) {
        // What a damaged file lacks is told while it is read.
        private Stored {
            Objects.requireNonNull(projects);
            Objects.requireNonNull(importDigests);
        }
    }

    /** Creates the memory in {@code folder}. */
    public KeptFacts(Path folder, FileDigests digests) {
        this.folder = folder;
        this.digests = digests;
    }

    /** Returns a memory of its own, for builds that must not trust the others' facts. */
    public KeptFacts partition(String name) {
        return new KeptFacts(folder.resolve(name), digests);
    }

    /** Returns the facts kept for {@code fingerprint}, if every file that evaluation read is still the same. */
    public Optional<SolutionFacts> find(String fingerprint, Roots roots) throws IOException {
        Path file = file(fingerprint);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Optional<Stored> stored = read(file);
        if (stored.isEmpty()) {
            Files.deleteIfExists(file);
            return Optional.empty();
        }
        for (Map.Entry<String, String> read : stored.get().importDigests().entrySet()) {
            if (!digests.of(roots.file(read.getKey())).equals(read.getValue())) {
                return Optional.empty();
            }
        }
        return Optional.of(
                SolutionFacts.of(stored.get().projects(), stored.get().importDigests()));
    }

    private static Optional<Stored> read(Path file) throws IOException {
        try {
            return Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), Stored.class));
        } catch (JacksonException damaged) {
            return Optional.empty();
        }
    }

    /** Returns the facts kept for {@code fingerprint} as text, for {@link #offer} of another agent. */
    public Optional<String> text(String fingerprint) throws IOException {
        Path file = file(fingerprint);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /** Takes facts that another agent found, unless there are some; they are checked when they are used. */
    public void offer(String fingerprint, String text) throws IOException {
        if (!Files.exists(file(fingerprint))) {
            write(fingerprint, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Returns the folder of the facts. */
    public Path folder() throws IOException {
        return Files.createDirectories(folder);
    }

    /** Keeps facts and returns their file; those that another restore may change are not kept. */
    public Optional<Path> keep(String fingerprint, SolutionFacts facts) throws IOException {
        boolean stable = facts.projects().values().stream()
                .allMatch(project -> project.is("restored") && !project.is("floating"));
        if (!stable) {
            return Optional.empty();
        }
        Stored stored = new Stored(List.copyOf(facts.projects().values()), facts.importDigests());
        write(fingerprint, JSON.writeValueAsBytes(stored));
        return Optional.of(file(fingerprint));
    }

    private void write(String fingerprint, byte[] facts) throws IOException {
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "facts", ".part");
        Files.write(part, facts);
        Files.move(part, file(fingerprint), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns the name of the file with the facts of {@code fingerprint}. */
    public static String fileName(String fingerprint) {
        return fingerprint + ".json";
    }

    private Path file(String fingerprint) {
        return folder.resolve(fileName(fingerprint));
    }
}
