package net.buildserver.agent.cache.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.buildserver.domain.cache.KeyInput;
import net.buildserver.domain.cache.PackFile;
import net.buildserver.domain.cache.Sha256;

/**
 * SHA-256 of files. A digest is kept while size, modification time and identity of the file stay the same; a file that was
 * modified just before it was read is read again the next time, since its clock may not tell the next change from this one.
 */
public final class FileDigests {
    private static final Duration SETTLED = Duration.ofSeconds(2);
    private static final int LIMIT = 400_000;

    private final Map<Path, Known> known = new ConcurrentHashMap<>();
    private final InstantSource clock;

    private record Known(long size, Instant modified, Object identity, String digest) {
        boolean fits(BasicFileAttributes file) {
            return size == file.size()
                    && modified.equals(file.lastModifiedTime().toInstant())
                    && identity.equals(FileDigests.identityOf(file));
        }
    }

    /** Creates an empty memory of digests. */
    public FileDigests(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns the digest of a file, or {@link KeyInput#ABSENT} if there is no regular file. */
    public String of(Path file) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (java.nio.file.NoSuchFileException | java.nio.file.NotDirectoryException absent) {
            return KeyInput.ABSENT;
        } catch (java.nio.file.FileSystemException unusable) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw unusable;
            }
            return KeyInput.ABSENT;
        }
        if (!attributes.isRegularFile()) {
            return KeyInput.ABSENT;
        }
        Known before = known.get(file);
        if (before != null && before.fits(attributes)) {
            return before.digest();
        }
        String digest = read(file);
        remember(file, attributes, digest);
        return digest;
    }

    /** Returns whether all of {@code files} lie below {@code root} as they are described. */
    public boolean areThere(Path root, Collection<PackFile> files) throws IOException {
        for (PackFile file : files) {
            Path path = root.resolve(file.path());
            if (!isSame(path, file.sha256(), file.executable())) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether {@code path} is a file, and no link, with this content and permission. */
    public boolean isSame(Path path, String digest, boolean executable) throws IOException {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && digest.equals(of(path))
                && executable == Files.isExecutable(path);
    }

    /** Reads a file's digest without looking at what is known of it. */
    public static String read(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream input = Files.newInputStream(file)) {
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void remember(Path file, BasicFileAttributes attributes, String digest) {
        Instant modified = attributes.lastModifiedTime().toInstant();
        if (modified.plus(SETTLED).isAfter(clock.instant())) {
            return;
        }
        if (known.size() >= LIMIT) {
            known.clear();
        }
        known.put(file, new Known(attributes.size(), modified, identityOf(attributes), digest));
    }

    // Some file systems have no identities; size and time must do there.
    private static Object identityOf(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return key == null ? "" : key;
    }
}
