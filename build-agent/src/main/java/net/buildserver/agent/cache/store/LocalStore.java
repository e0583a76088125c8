package net.buildserver.agent.cache.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.buildserver.agent.cache.files.FileDigests;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entries and packs on this agent's disk. Packs are named by their digest. When they take more than the limit, those that
 * were not used for longest go; an entry whose pack is gone is no entry.
 */
public final class LocalStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration ENTRY_LIFE = Duration.ofDays(7);

    private final Path folder;
    private final Path entries;
    private final Path packs;
    private final Path latest;
    private final long limitBytes;
    private final InstantSource clock;

    /**
     * Opens the store.
     *
     * @param folder folder that is the store's alone
     * @param limitBytes what packs may take before {@link #trim} removes some
     * @param clock tells what was used when
     */
    public LocalStore(Path folder, long limitBytes, InstantSource clock) throws IOException {
        this(folder, "", limitBytes, clock);
    }

    private LocalStore(Path folder, String partition, long limitBytes, InstantSource clock) throws IOException {
        this.folder = folder;
        this.entries = Files.createDirectories(folder.resolve("entries").resolve(partition));
        this.packs = Files.createDirectories(folder.resolve("packs"));
        this.latest = Files.createDirectories(folder.resolve("latest").resolve(partition));
        this.limitBytes = limitBytes;
        this.clock = clock;
    }

    /** Returns a store with entries of its own and the same packs, for builds that must not trust the others' entries. */
    public LocalStore partition(String name) throws IOException {
        return new LocalStore(folder, name, limitBytes, clock);
    }

    /** Returns the entry of {@code key} if its pack is here too, and counts that as a use of both. */
    public Optional<CacheEntry> find(String key) throws IOException {
        Path file = entries.resolve(key + ".json");
        Optional<CacheEntry> entry = read(file).filter(found -> key.equals(found.key()));
        if (entry.isEmpty() || !Files.exists(pack(entry.get().packDigest()))) {
            return Optional.empty();
        }
        FileTime now = FileTime.from(clock.instant());
        Files.setLastModifiedTime(file, now);
        Files.setLastModifiedTime(pack(entry.get().packDigest()), now);
        return entry;
    }

    /** Returns the newest entry of {@code project}, whatever its key, and even if its pack is gone. */
    public Optional<CacheEntry> latest(ProjectId project) throws IOException {
        return read(latestFile(project));
    }

    /** Returns where the pack with {@code digest} lies, or would lie. */
    public Path pack(String digest) {
        return packs.resolve(digest + ".tar.zst");
    }

    /** Returns a new empty file beside the packs, to be given to {@link #adopt}. */
    public Path newPack() throws IOException {
        return Files.createTempFile(packs, "new", ".part");
    }

    /** Takes a finished file as a pack and returns its digest. */
    public String adopt(Path finished) throws IOException {
        String digest = FileDigests.read(finished);
        Files.move(finished, pack(digest), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return digest;
    }

    /** Keeps an entry under its key. */
    public void put(CacheEntry entry) throws IOException {
        write(entry, entries.resolve(entry.key() + ".json"));
    }

    /** Remembers an entry as the newest of its project. */
    public void remember(CacheEntry entry) throws IOException {
        write(entry, latestFile(entry.manifest().project()));
    }

    /** Forgets a damaged pack, so that it is made again. */
    public void discard(String packDigest) throws IOException {
        Files.deleteIfExists(pack(packDigest));
    }

    /** Removes the packs that were not used for longest until the rest fits, and entries that nobody used for a week. */
    public void trim() throws IOException {
        List<Path> byAge = byAge(packs);
        long bytes = 0;
        for (Path pack : byAge) {
            bytes += Files.size(pack);
        }
        for (Path pack : byAge) {
            if (bytes <= limitBytes) {
                break;
            }
            bytes -= Files.size(pack);
            Files.deleteIfExists(pack);
        }
        Instant oldest = clock.instant().minus(ENTRY_LIFE);
        for (String kind : List.of("entries", "latest")) {
            for (Path entry : byAge(folder.resolve(kind))) {
                if (Files.getLastModifiedTime(entry).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    private Path latestFile(ProjectId project) {
        return latest.resolve(Sha256.of(project.toString()) + ".json");
    }

    private static Optional<CacheEntry> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), CacheEntry.class));
        } catch (JacksonException damaged) {
            Files.deleteIfExists(file);
            return Optional.empty();
        }
    }

    private static void write(CacheEntry entry, Path file) throws IOException {
        Path part = Files.createTempFile(file.resolveSibling(""), "new", ".part");
        Files.write(part, JSON.writeValueAsBytes(entry));
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<Path> byAge(Path folder) throws IOException {
        record Aged(Path file, FileTime time) {}
        List<Aged> aged = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                aged.add(new Aged(file, Files.getLastModifiedTime(file)));
            }
        }
        aged.sort(Comparator.comparing(Aged::time));
        return aged.stream().map(Aged::file).toList();
    }
}
