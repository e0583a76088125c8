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
import net.buildserver.orchestrator.artifacts.store.BlobListing;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.artifacts.store.ListedBlob;
import net.buildserver.orchestrator.artifacts.store.StoreUnavailableException;

/** Objects of the store as files below a folder. An object never changes once it is there, so each is copied once. */
final class ObjectFiles {
    private static final String MEDIA_TYPE = "application/octet-stream";

    private final BlobStore store;
    private final BlobListing listing;
    private final Path folder;

    ObjectFiles(BlobStore store, BlobListing listing, Path folder) {
        this.store = store;
        this.listing = listing;
        this.folder = folder;
    }

    /** Copies what is in the store and not in the folder yet. */
    void fetch() {
        listing.forEach(page -> page.forEach(this::fetch));
    }

    private void fetch(ListedBlob blob) {
        Path file = folder.resolve(blob.key()).normalize();
        if (!file.startsWith(folder)) {
            throw new BackupException("The store holds an object whose key is no path: " + blob.key());
        }
        try {
            if (Files.exists(file) && Files.size(file) == blob.size()) {
                return;
            }
            Optional<InputStream> object = read(blob.key());
            if (object.isPresent()) {
                write(object.get(), file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Returns an object's bytes, or nothing where the store listed one that is deleted by now or was not wholly there yet. Such a
     * one is not missed: what the tables of the backup name was there before they were read.
     */
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
