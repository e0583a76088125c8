package net.buildserver.agent.cache.nuget;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import net.buildserver.agent.cache.files.FileDigests;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.agent.cache.store.CacheRemote;
import net.buildserver.agent.cache.store.SharedPacks;
import net.buildserver.domain.cache.CacheIndexKey;
import net.buildserver.domain.cache.InputClass;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.KeyInput;
import net.buildserver.domain.cache.KeyKind;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packages of a repository in the shared cache. Under the key of a lock file stands which packages a restore needs, and
 * under the content hash of each the package itself, as its source gave it. On this agent they lie unpacked, where NuGet looks
 * first, so that a restore finds them without asking a source.
 */
public final class SharedPackages {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LIST = "packages.json";
    private static final int PARALLEL = 8;

    private final SharedPacks packs;
    private final Path packages;
    private final Consumer<String> lines;

    private record Listed(List<String> packages) {}

    /**
     * Creates the packages of one build.
     *
     * @param packages folder of unpacked packages
     * @param lines takes what is worth knowing
     */
    public SharedPackages(SharedPacks packs, Path packages, Consumer<String> lines) {
        this.packs = packs;
        this.packages = packages;
        this.lines = lines;
    }

    /** Returns whether all of {@code resolved}, each {@code id/version=hash}, are unpacked here. */
    public boolean areHere(Collection<String> resolved) {
        return resolved.stream().map(PackageName::parse).allMatch(name -> name.isPresent() && isHere(name.get()));
    }

    /**
     * Unpacks what a restore with this lock needs and is not here yet, as far as the shared cache has it.
     *
     * @param scratch folder for temporary files
     */
    public void fetch(String lock, Path scratch) throws IOException {
        Optional<CacheEntry> list = packs.find(listDocument(lock));
        Path folder = Files.createTempDirectory(scratch, "packages");
        if (list.isEmpty() || !packs.extract(list.get(), folder)) {
            return;
        }
        Map<ProjectId, PackageName> missing = new LinkedHashMap<>();
        for (PackageName name : read(folder.resolve(LIST))) {
            if (!isHere(name) && !name.contentHash().isEmpty()) {
                missing.put(document(name).project(), name);
            }
        }
        if (!missing.isEmpty()) {
            int found = fetch(missing, folder);
            lines.accept("Took " + found + " of " + missing.size() + " NuGet packages from the shared cache");
        }
    }

    private int fetch(Map<ProjectId, PackageName> missing, Path folder) throws IOException {
        Map<ProjectId, String> keys = new LinkedHashMap<>();
        Map<String, PackageName> byKey = new TreeMap<>();
        missing.forEach((project, name) -> {
            String key = document(name).key();
            keys.put(project, key);
            byKey.put(key, name);
        });
        Collection<CacheRemote.Entry> entries;
        try {
            entries = packs.remote().lookUp(keys, false).entries().values();
        } catch (IOException away) {
            return 0;
        }
        Semaphore places = new Semaphore(PARALLEL);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (CacheRemote.Entry entry : entries) {
                PackageName name = byKey.get(entry.key());
                if (name != null) {
                    threads.execute(() -> {
                        places.acquireUninterruptibly();
                        try {
                            bring(name, entry, folder);
                        } finally {
                            places.release();
                        }
                    });
                }
            }
        }
        return (int) missing.values().stream().filter(this::isHere).count();
    }

    private void bring(PackageName name, CacheRemote.Entry entry, Path folder) {
        Path file = folder.resolve(name.fileName());
        try {
            if (!packs.remote().download(entry, file) || !ContentHash.of(file).equals(name.contentHash())) {
                throw new IOException("it is not there or has another content");
            }
            Unpacking.unpack(name, file, packages);
        } catch (IOException unusable) {
            // NuGet fetches it from its source then.
            lines.accept("The shared package " + name.id() + " " + name.version() + " is not used: "
                    + unusable.getMessage());
            packs.remote().damaged(entry.packDigest());
        }
    }

    /**
     * Shares what a restore with this lock resolved, unless that is known already.
     *
     * @param resolved the packages, each {@code id/version=hash}
     * @param origin build that restored them
     */
    public void keep(String lock, Collection<String> resolved, Path scratch, String origin) throws IOException {
        KeyDocument list = listDocument(lock);
        List<PackageName> names = new ArrayList<>();
        for (String one : resolved) {
            PackageName.parse(one).map(this::withHash).filter(this::isHere).ifPresent(names::add);
        }
        if (names.isEmpty() || packs.find(list).isPresent()) {
            return;
        }
        Map<ProjectId, String> keys = new LinkedHashMap<>();
        names.forEach(name -> keys.put(document(name).project(), document(name).key()));
        Map<String, CacheRemote.Entry> known;
        try {
            known = packs.remote().lookUp(keys, false).entries();
        } catch (IOException away) {
            return;
        }
        for (PackageName name : names) {
            if (!name.contentHash().isEmpty()
                    && !known.containsKey(document(name).key())) {
                share(name, origin);
            }
        }
        Path folder = Files.createTempDirectory(scratch, "packages");
        Listed listed =
                new Listed(names.stream().map(PackageName::text).sorted().toList());
        Files.write(folder.resolve(LIST), JSON.writeValueAsBytes(listed));
        packs.keep(list, List.of(LIST), folder, origin);
    }

    private void share(PackageName name, String origin) throws IOException {
        KeyDocument document = document(name);
        Path file = name.in(packages).resolve(name.fileName());
        // Builds of others can write there while they restore.
        if (!Files.isRegularFile(file) || !ContentHash.of(file).equals(name.contentHash())) {
            return;
        }
        PackManifest nothing = new PackManifest(document.project(), List.of(), List.of(), Duration.ZERO);
        CacheEntry entry = new CacheEntry(
                document.key(),
                document.kind(),
                document.text(),
                FileDigests.read(file),
                Files.size(file),
                nothing,
                origin);
        packs.remote().upload(List.of(entry), file);
    }

    // The hash of what a framework brings along stands beside the unpacked package only.
    private PackageName withHash(PackageName name) {
        if (!name.contentHash().isEmpty()) {
            return name;
        }
        try {
            Path metadata = name.in(packages).resolve(".nupkg.metadata");
            return name.withHash(JSON.readTree(Files.readAllBytes(metadata))
                    .path("contentHash")
                    .asString(""));
        } catch (IOException | JacksonException unknown) {
            return name;
        }
    }

    private boolean isHere(PackageName name) {
        return Files.exists(name.in(packages).resolve(".nupkg.metadata"));
    }

    private static List<PackageName> read(Path list) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(list), Listed.class).packages().stream()
                    .flatMap(text -> PackageName.parse(text).stream())
                    .toList();
        } catch (JacksonException malformed) {
            return List.of();
        }
    }

    private static KeyDocument listDocument(String lock) {
        return KeyDocument.of(
                KeyKind.PackageList,
                new ProjectId(CacheIndexKey.PACKAGES, "", "", ""),
                List.of(new KeyInput(InputClass.RestoreInput, "lock", lock)));
    }

    private static KeyDocument document(PackageName name) {
        String called = name.id() + "/" + name.version();
        return KeyDocument.of(
                KeyKind.Package,
                new ProjectId(CacheIndexKey.PACKAGES, called, "", ""),
                List.of(new KeyInput(InputClass.Package, called, name.contentHash())));
    }
}
