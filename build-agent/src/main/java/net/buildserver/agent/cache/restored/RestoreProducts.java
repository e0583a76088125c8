package net.buildserver.agent.cache.restored;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.buildserver.agent.cache.facts.ProjectFacts;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.facts.SolutionFacts;
import net.buildserver.agent.cache.files.FileDigests;
import net.buildserver.agent.cache.packs.PackException;
import net.buildserver.agent.cache.packs.PackLimits;
import net.buildserver.agent.cache.packs.PackReader;
import net.buildserver.agent.cache.packs.PackWriter;
import net.buildserver.domain.cache.PackFile;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.Sha256;

/**
 * What restores left beside the projects, on this agent only: these files hold the paths of the workspace and of the packages.
 * They are of use as long as every package that they name is still unpacked.
 */
public final class RestoreProducts {
    private static final String ASSETS = "project.assets.json";
    private static final String PRODUCTS =
            "{project.assets.json,project.nuget.cache,*.nuget.g.props,*.nuget.g.targets}";
    private static final int MOST = 40;

    private final Path folder;
    private final PackReader reader = new PackReader(PackLimits.DEFAULT);
    private final InstantSource clock;

    /** Opens the memory in {@code folder}. */
    public RestoreProducts(Path folder, InstantSource clock) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.clock = clock;
    }

    /** Returns the memory of {@code partition} alone. */
    public RestoreProducts partition(String partition) throws IOException {
        return new RestoreProducts(folder.resolve("of-" + partition), clock);
    }

    /**
     * Returns the name of a restore.
     *
     * @param fingerprint fingerprint of all that evaluation reads
     * @param inputs what else the restore depends on
     */
    public static String key(String fingerprint, Roots roots, String inputs) {
        return Sha256.of(
                String.join("\n", "restore 1", fingerprint, String.valueOf(roots.seen()), packages(roots), inputs));
    }

    /** Puts the products of an equal restore in place; false if there are none of use. */
    public boolean place(String key, SolutionFacts facts, Roots roots) throws IOException {
        Path pack = folder.resolve(key + ".tar.zst");
        if (!Files.exists(pack) || !isUnpacked(facts, roots)) {
            return false;
        }
        try {
            reader.extract(pack, reader.manifest(pack), roots.real(), file -> true);
            Files.setLastModifiedTime(pack, FileTime.from(clock.instant()));
            return true;
        } catch (IOException | PackException damaged) {
            Files.deleteIfExists(pack);
            return false;
        }
    }

    /** Keeps what a restore left in the workspace, if all of it is there and another restore would leave the same. */
    public void keep(String key, SolutionFacts facts, Roots roots) throws IOException {
        Set<String> assets = new TreeSet<>();
        for (ProjectFacts project : facts.projects().values()) {
            String file = project.property("assets");
            if (project.is("floating") || !Roots.isOfRepository(file) || !Files.exists(roots.file(file))) {
                return;
            }
            assets.add(file);
        }
        List<PackFile> files = new ArrayList<>();
        for (String name : assets) {
            Path beside = roots.file(name).resolveSibling("");
            try (DirectoryStream<Path> products = Files.newDirectoryStream(beside, PRODUCTS)) {
                for (Path product : products) {
                    String path = name.substring(0, name.length() - ASSETS.length()) + product.getFileName();
                    files.add(new PackFile(
                            path, Files.size(product), FileDigests.read(product), false, PackFile.Role.Intermediate));
                }
            }
        }
        PackManifest manifest = new PackManifest(new ProjectId("restore", "", "", ""), files, List.of(), Duration.ZERO);
        Path part = Files.createTempFile(folder, "new", ".part");
        try {
            PackWriter.write(manifest, roots.real(), part);
            Files.move(
                    part,
                    folder.resolve(key + ".tar.zst"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        trim();
    }

    private static boolean isUnpacked(SolutionFacts facts, Roots roots) {
        return facts.projects().values().stream()
                .flatMap(project -> project.packages().stream())
                .map(resolved -> resolved.substring(0, resolved.indexOf('=')).toLowerCase(Locale.ROOT))
                .distinct()
                .allMatch(
                        folder -> Files.exists(roots.packages().resolve(folder).resolve(".nupkg.metadata")));
    }

    private static String packages(Roots roots) {
        return String.valueOf(roots.seenPackages());
    }

    private void trim() throws IOException {
        record Aged(Path file, FileTime time) {}
        List<Aged> packs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                packs.add(new Aged(file, Files.getLastModifiedTime(file)));
            }
        }
        packs.sort(Comparator.comparing(Aged::time).reversed());
        for (Aged old : packs.subList(Math.min(MOST, packs.size()), packs.size())) {
            Files.deleteIfExists(old.file());
        }
    }
}
