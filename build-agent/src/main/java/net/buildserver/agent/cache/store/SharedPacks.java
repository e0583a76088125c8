package net.buildserver.agent.cache.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.buildserver.agent.cache.files.FileDigests;
import net.buildserver.agent.cache.packs.PackException;
import net.buildserver.agent.cache.packs.PackReader;
import net.buildserver.agent.cache.packs.PackWriter;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.PackFile;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;

/** Packs of anything but outputs of projects: kept here and in the shared cache, and found in both. A damaged one is none. */
public final class SharedPacks {
    private final LocalStore store;
    private final CacheRemote remote;
    private final PackReader reader;
    private final PackFetch fetch;
    private final FileDigests digests;

    /** Creates a view of both levels. */
    public SharedPacks(LocalStore store, CacheRemote remote, PackReader reader, FileDigests digests) {
        this.store = store;
        this.remote = remote;
        this.reader = reader;
        this.digests = digests;
        this.fetch = new PackFetch(store, remote, reader);
    }

    /** Returns the other level, for what is never kept as a pack on this agent. */
    public CacheRemote remote() {
        return remote;
    }

    /** Returns what is kept for {@code document}. */
    public Optional<CacheEntry> find(KeyDocument document) throws IOException {
        return Optional.ofNullable(find(List.of(document)).get(document.key()));
    }

    /** Returns by key what is kept for {@code documents}; the shared cache is asked once for all that is not here. */
    public Map<String, CacheEntry> find(Collection<KeyDocument> documents) throws IOException {
        Map<String, CacheEntry> found = new HashMap<>();
        Map<String, ProjectId> missing = new LinkedHashMap<>();
        for (KeyDocument document : documents) {
            Optional<CacheEntry> here = store.find(document.key());
            here.ifPresentOrElse(
                    entry -> found.put(document.key(), entry), () -> missing.put(document.key(), document.project()));
        }
        if (missing.isEmpty()) {
            return found;
        }
        Map<ProjectId, String> wanted = new LinkedHashMap<>();
        missing.forEach((key, project) -> wanted.put(project, key));
        try {
            for (CacheRemote.Entry entry :
                    remote.lookUp(wanted, false).entries().values()) {
                ProjectId project = missing.get(entry.key());
                if (project != null) {
                    bring(project, entry).ifPresent(here -> found.put(entry.key(), here));
                }
            }
        } catch (IOException away) {
            return found;
        }
        return found;
    }

    private Optional<CacheEntry> bring(ProjectId project, CacheRemote.Entry entry) {
        try {
            return Optional.of(fetch.bring(project, entry));
        } catch (IOException | PackException broken) {
            remote.damaged(entry.packDigest());
            return Optional.empty();
        }
    }

    /** Puts the files of {@code entry} below {@code root}; false if its pack is damaged, which is forgotten then. */
    public boolean extract(CacheEntry entry, Path root) throws IOException {
        // A workspace that is kept has them already.
        if (digests.areThere(root, entry.manifest().files())) {
            return true;
        }
        Path pack = store.pack(entry.packDigest());
        try {
            reader.extract(pack, reader.manifest(pack), root, file -> true);
            return true;
        } catch (IOException | PackException damaged) {
            store.discard(entry.packDigest());
            return false;
        }
    }

    /**
     * Keeps files below {@code root}, here and for other agents.
     *
     * @param names their paths relative to {@code root} with {@code /}
     * @param origin build that they come from
     */
    public void keep(KeyDocument document, Collection<String> names, Path root, String origin) throws IOException {
        List<PackFile> files = new ArrayList<>();
        for (String name : names) {
            Path file = root.resolve(name);
            files.add(new PackFile(name, Files.size(file), FileDigests.read(file), false, PackFile.Role.Intermediate));
        }
        PackManifest manifest = new PackManifest(document.project(), files, List.of(), Duration.ZERO);
        Path part = store.newPack();
        try {
            PackWriter.write(manifest, root, part);
            long bytes = Files.size(part);
            String digest = store.adopt(part);
            CacheEntry entry =
                    new CacheEntry(document.key(), document.kind(), document.text(), digest, bytes, manifest, origin);
            store.put(entry);
            remote.upload(List.of(entry), store.pack(digest));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Returns the names of the files of {@code entry}. */
    public static List<String> names(CacheEntry entry) {
        return entry.manifest().files().stream().map(PackFile::path).collect(Collectors.toList());
    }
}
