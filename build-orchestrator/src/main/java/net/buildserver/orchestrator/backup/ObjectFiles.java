package net.buildserver.orchestrator.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.artifacts.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Objects of the store as files below a folder. An object never changes once it is there, so each is copied once. */
final class ObjectFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectFiles.class);
    private static final String MEDIA_TYPE = "application/octet-stream";

    private final BlobStore store;
    private final Path folder;

    ObjectFiles(BlobStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /** Copies an object unless its copy is there; one that the store has lost is lost in the copy, too, and told. */
    void fetch(String key) {
        Path file = folder.resolve(key).normalize();
        if (!file.startsWith(folder)) {
            throw new BackupException("A row names an object whose key is no path: " + key);
        }
        try {
            if (Files.exists(file)) {
                return;
            }
            Optional<InputStream> object = read(key);
            if (object.isPresent()) {
                write(object.get(), file);
            } else {
                LOG.warn("The store has no object {}, though a row names it; the backup lacks it as well.", key);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Optional<InputStream> read(String key) {
        try {
            return Optional.of(store.read(key));
        } catch (StoreUnavailableException failure) {
            return store.find(key).map(_ -> store.read(key));
        }
    }

    private static void write(InputStream object, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path part = Files.createTempFile(file.getParent(), "part", null);
        try (object) {
            Files.copy(object, part, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Puts every file of the folder into the store. */
    void put() throws IOException {
        for (Path file : files()) {
            store.put(folder.relativize(file).toString().replace('\\', '/'), file, MEDIA_TYPE);
        }
    }

    List<Path> files() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
