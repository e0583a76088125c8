package net.buildserver.agent.cache.nuget;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.buildserver.agent.workspace.FileTrees;
import tools.jackson.databind.json.JsonMapper;

/**
 * Unpacks packages as NuGet does, so that it takes them for its own. The folder appears as a whole or not at all. Nothing in a
 * package is believed: it holds a limited number of files with limited sizes, and none leads out of its folder.
 */
final class Unpacking {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_FILES = 50_000;
    private static final long MOST_BYTES = 4L << 30;
    private static final List<String> OF_ARCHIVE = List.of("_rels/", "package/", "[content_types].xml");

    private Unpacking() {}

    /**
     * Unpacks {@code nupkg}, whose content hash was checked, below {@code packages}; a package that is there stays.
     *
     * @throws IOException if it cannot be unpacked; nothing is left then
     */
    static void unpack(PackageName name, Path nupkg, Path packages) throws IOException {
        Path folder = Files.createDirectories(packages.resolve(".unpacking-" + UUID.randomUUID()));
        try {
            try (ZipFile zip = new ZipFile(nupkg.toFile())) {
                unpack(name, zip, folder);
            }
            Path copy = Files.copy(nupkg, folder.resolve(name.fileName()));
            Files.writeString(folder.resolve(name.fileName() + ".sha512"), sha512(copy));
            Files.write(
                    folder.resolve(".nupkg.metadata"),
                    JSON.writeValueAsBytes(Map.of("version", 2, "contentHash", name.contentHash())));
            Path target = name.in(packages);
            Files.createDirectories(target.getParent());
            if (!Files.exists(target)) {
                Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            FileTrees.deleteQuietly(folder);
        }
    }

    private static void unpack(PackageName name, ZipFile zip, Path folder) throws IOException {
        long bytes = 0;
        int files = 0;
        for (ZipEntry entry : zip.stream().toList()) {
            String path = path(name, entry);
            if (path.isEmpty()) {
                continue;
            }
            Path target = folder.resolve(path).normalize();
            if (!target.startsWith(folder) || target.equals(folder)) {
                throw new IOException("it names the file '" + path + "'");
            }
            Files.createDirectories(target.getParent());
            try (InputStream content = zip.getInputStream(entry);
                    OutputStream out = Files.newOutputStream(target)) {
                bytes += copy(content, out, MOST_BYTES - bytes);
            }
            if (++files > MOST_FILES) {
                throw new IOException("it holds more than " + MOST_FILES + " files");
            }
            Files.setLastModifiedTime(target, entry.getLastModifiedTime());
            makeExecutable(target);
        }
    }

    // NuGet keeps the description under the name in lower case, and unpacks nothing that only the archive is about.
    private static String path(PackageName name, ZipEntry entry) throws IOException {
        String path;
        try {
            path = URLDecoder.decode(entry.getName().replace("+", "%2B"), StandardCharsets.UTF_8)
                    .replace('\\', '/');
        } catch (IllegalArgumentException malformed) {
            throw new IOException("it holds a malformed name", malformed);
        }
        String lower = path.toLowerCase(Locale.ROOT);
        if (entry.isDirectory() || OF_ARCHIVE.stream().anyMatch(lower::startsWith)) {
            return "";
        }
        if (path.indexOf('\0') >= 0
                || path.startsWith("/")
                || List.of(path.split("/")).contains("..")) {
            throw new IOException("it names the file '" + path + "'");
        }
        return !path.contains("/") && lower.endsWith(".nuspec") ? name.id() + ".nuspec" : path;
    }

    private static long copy(InputStream content, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            bytes += count;
            if (bytes > most) {
                throw new IOException("it unpacks to more than " + MOST_BYTES + " bytes");
            }
            out.write(buffer, 0, count);
        }
        return bytes;
    }

    private static void makeExecutable(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            Set<PosixFilePermission> permissions = view.readAttributes().permissions();
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            view.setPermissions(permissions);
        }
    }

    private static String sha512(Path file) throws IOException {
        try (DigestInputStream input =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-512"))) {
            input.transferTo(OutputStream.nullOutputStream());
            return Base64.getEncoder().encodeToString(input.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-512", impossible);
        }
    }
}
