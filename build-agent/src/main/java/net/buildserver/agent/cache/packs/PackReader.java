package net.buildserver.agent.cache.packs;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.buildserver.domain.cache.CopiedFile;
import net.buildserver.domain.cache.PackFile;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads packs. Whatever a pack says is checked against a manifest that the caller trusts; nothing is put in place before all
 * of it was read and had the digests that the manifest gives.
 */
public final class PackReader {
    private static final String PART = ".build-server-part";
    private static final int LARGEST_MANIFEST = 32 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PackLimits limits;

    /** Creates a reader that refuses packs beyond {@code limits}. */
    public PackReader(PackLimits limits) {
        this.limits = limits;
    }

    /**
     * Returns the manifest of a pack.
     *
     * @throws PackException if it has none
     * @throws IOException if it cannot be read
     */
    public PackManifest manifest(Path pack) throws IOException {
        try (InputStream tar = open(pack)) {
            TarHeader header = header(tar);
            if (header == null || !header.name().equals(PackWriter.MANIFEST) || header.size() > LARGEST_MANIFEST) {
                throw new PackException("the pack does not begin with a manifest");
            }
            return JSON.readValue(tar.readNBytes((int) header.size()), PackManifest.class);
        } catch (JacksonException malformed) {
            throw new PackException("the pack's manifest is malformed", malformed);
        }
    }

    /**
     * Puts files of a pack in place below {@code root}.
     *
     * @param manifest what the pack must hold
     * @param wanted which of its files are put in place
     * @throws PackException if the pack is not what the manifest says; no file is changed then
     * @throws IOException if it is damaged otherwise or cannot be read; no file is changed then
     */
    public void extract(Path pack, PackManifest manifest, Path root, Predicate<PackFile> wanted) throws IOException {
        check(manifest);
        SafePaths paths = new SafePaths(root);
        Map<String, List<PackFile>> byDigest =
                manifest.files().stream().filter(wanted).collect(Collectors.groupingBy(PackFile::sha256));
        Map<Path, Path> parts = new HashMap<>();
        try {
            read(pack, paths, byDigest, parts);
            if (!byDigest.isEmpty()) {
                throw new PackException("the pack lacks " + byDigest.size() + " contents");
            }
            for (Map.Entry<Path, Path> part : parts.entrySet()) {
                Files.move(part.getKey(), part.getValue(), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            for (Path part : parts.keySet()) {
                Files.deleteIfExists(part);
            }
        }
    }

    /**
     * Puts the copies that a manifest names in place, whose sources must be there.
     *
     * @throws PackException if a source is missing or a name leads out of {@code root}
     */
    public void copy(PackManifest manifest, Path root) throws IOException {
        check(manifest);
        SafePaths paths = new SafePaths(root);
        for (CopiedFile copy : manifest.copies()) {
            Path source = paths.target(copy.from());
            if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
                throw new PackException(copy.from() + " is not there to be copied");
            }
            Path target = paths.target(copy.path());
            Path part = target.resolveSibling(target.getFileName() + PART);
            try {
                Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING);
                if (Files.isExecutable(source)) {
                    makeExecutable(part);
                }
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }

    private void check(PackManifest manifest) {
        for (CopiedFile copy : manifest.copies()) {
            SafePaths.check(copy.path());
            SafePaths.check(copy.from());
        }
        long bytes = 0;
        for (PackFile file : manifest.files()) {
            SafePaths.check(file.path());
            bytes += file.sizeBytes();
        }
        int files = manifest.files().size() + manifest.copies().size();
        if (bytes > limits.bytes() || files > limits.files()) {
            throw new PackException(
                    "the pack holds " + files + " files with " + bytes + " bytes, which is more than the limit");
        }
    }

    private static void read(Path pack, SafePaths paths, Map<String, List<PackFile>> open, Map<Path, Path> parts)
            throws IOException {
        try (InputStream tar = open(pack)) {
            TarHeader header = header(tar);
            while (header != null && !open.isEmpty()) {
                List<PackFile> files = open.remove(header.name());
                if (files == null) {
                    tar.skipNBytes(header.size());
                } else {
                    write(tar, header, files, paths, parts);
                }
                tar.skipNBytes(header.padding());
                header = header(tar);
            }
        }
    }

    private static void write(
            InputStream tar, TarHeader header, List<PackFile> files, SafePaths paths, Map<Path, Path> parts)
            throws IOException {
        List<Path> copies = new ArrayList<>();
        for (PackFile file : files) {
            if (file.sizeBytes() != header.size()) {
                throw new PackException("the pack's " + file.path() + " has another size than its manifest says");
            }
            Path target = paths.target(file.path());
            Path part = target.resolveSibling(target.getFileName() + PART);
            parts.put(part, target);
            if (copies.isEmpty()) {
                content(tar, header, part);
            } else {
                Files.copy(copies.getFirst(), part, StandardCopyOption.REPLACE_EXISTING);
            }
            copies.add(part);
            if (file.executable()) {
                makeExecutable(part);
            }
        }
    }

    private static void content(InputStream tar, TarHeader header, Path part) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[1 << 16];
        Files.deleteIfExists(part);
        try (OutputStream out = Files.newOutputStream(part)) {
            for (long left = header.size(); left > 0; ) {
                int count = tar.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    throw new PackException("the pack ends too early");
                }
                digest.update(buffer, 0, count);
                out.write(buffer, 0, count);
                left -= count;
            }
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(header.name())) {
            throw new PackException("a content of the pack has another digest than its name");
        }
    }

    private static void makeExecutable(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            Set<PosixFilePermission> permissions = view.readAttributes().permissions();
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            view.setPermissions(permissions);
        }
    }

    private static InputStream open(Path pack) throws IOException {
        return new BufferedInputStream(new ZstdInputStream(Files.newInputStream(pack)), 1 << 16);
    }

    private static @org.jspecify.annotations.Nullable TarHeader header(InputStream tar) throws IOException {
        byte[] block = tar.readNBytes(TarHeader.BLOCK);
        if (block.length != TarHeader.BLOCK) {
            throw new PackException("the pack ends too early");
        }
        return TarHeader.read(block);
    }
}
