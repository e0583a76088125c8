package net.buildserver.api.standalone;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The folder in which standalone mode keeps everything; locked while it is in use. */
final class DataFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int PASSWORD_BYTES = 18;

    private final Path root;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private final Properties secrets = new Properties();

    private DataFolder(Path root, FileChannel lockChannel, FileLock lock) {
        this.root = root;
        this.lockChannel = lockChannel;
        this.lock = lock;
    }

    /**
     * Creates or opens {@code root}.
     *
     * @throws StandaloneException if it cannot be written, or another server uses it
     */
    static DataFolder open(Path root) {
        try {
            Files.createDirectories(root);
            FileChannel channel = FileChannel.open(
                    root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new StandaloneException("Another build server is using the data folder " + root
                        + "; stop it, or choose another with --data DIR.");
            }
            DataFolder folder = new DataFolder(root, channel, lock);
            folder.readSecrets();
            return folder;
        } catch (IOException notWritable) {
            throw new StandaloneException(
                    "The data folder " + root + " cannot be written (" + notWritable.getMessage()
                            + "); choose another with --data DIR.",
                    notWritable);
        }
    }

    /** Returns the path of an entry of the folder. */
    Path resolve(String name) {
        return root.resolve(name);
    }

    /** Returns a subfolder, which exists afterwards. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    /** Returns the secret kept under {@code name}, or null. */
    @Nullable String secret(String name) {
        return secrets.getProperty(name);
    }

    /** Returns the secret kept under {@code name}; makes a random one at the first call. */
    String secretOrNew(String name) throws IOException {
        String kept = secrets.getProperty(name);
        return kept == null ? keep(name, random()) : kept;
    }

    /** Keeps {@code value} under {@code name} in a file that only the owner can read, and returns it. */
    String keep(String name, String value) throws IOException {
        secrets.setProperty(name, value);
        Path file = root.resolve("secrets.properties");
        Path fresh = root.resolve("secrets.properties.new");
        Files.deleteIfExists(fresh);
        createOwnerOnly(fresh);
        try (Writer out = Files.newBufferedWriter(fresh)) {
            secrets.store(out, "Secrets of this standalone server; readable by its owner only.");
        }
        Files.move(
                fresh,
                file,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        return value;
    }

    /** Creates an empty file that only its owner can read, where the file system knows owners. */
    static void createOwnerOnly(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createFile(file);
        }
    }

    private void readSecrets() throws IOException {
        Path file = root.resolve("secrets.properties");
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                secrets.load(in);
            }
        }
    }

    private static String random() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        lockChannel.close();
    }
}
