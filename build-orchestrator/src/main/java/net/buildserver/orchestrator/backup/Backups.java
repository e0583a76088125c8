package net.buildserver.orchestrator.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.platform.StoredJson;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Copies a whole installation into a folder and back. Servers may go on while a backup is written: the store is copied once
 * before and once after the database is read, in one snapshot. An object is there before its row, so that the second copy has what
 * any row of the snapshot names; what retention deletes meanwhile is in the first. What no row names is nobody's, and Redis holds
 * nothing that is missed.
 */
public class Backups {
    private static final String MANIFEST = "manifest.json";

    private final JdbcTemplate template;
    private final Schema schema;
    private final TransactionTemplate transaction;
    private final BlobStore store;
    private final InstantSource clock;

    Backups(JdbcTemplate template, TransactionTemplate transaction, BlobStore store, InstantSource clock) {
        this.template = template;
        this.schema = new Schema(JdbcClient.create(template));
        this.transaction = new TransactionTemplate(
                java.util.Objects.requireNonNull(transaction.getTransactionManager()), transaction);
        this.store = store;
        this.clock = clock;
    }

    /**
     * Writes a backup into {@code folder}, which is new or holds an older backup; objects that are there are not copied again.
     *
     * @throws BackupException if it cannot be written
     */
    public BackupManifest write(Path folder) throws IOException {
        Path tables = Files.createDirectories(folder.resolve("tables"));
        Files.deleteIfExists(folder.resolve(MANIFEST));
        ObjectFiles objects = objects(folder);
        ObjectNames names = new ObjectNames(template, folder.resolve("objects.txt"));
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        transaction.setReadOnly(true);
        transactionally(() -> {
            names.write();
            return names;
        });
        names.forEach(objects::fetch);
        String createdAt = clock.instant().toString();
        TableFiles files = new TableFiles(template, schema, tables);
        List<BackupManifest.Table> written = new ArrayList<>();
        String version = transactionally(() -> {
            for (String table : schema.tables()) {
                written.add(files.write(table));
            }
            names.write();
            return schema.version();
        });
        names.forEach(objects::fetch);
        List<Path> copies = objects.files();
        long bytes = 0;
        for (Path copy : copies) {
            bytes += Files.size(copy);
        }
        BackupManifest manifest =
                new BackupManifest(BackupManifest.FORMAT, createdAt, version, written, copies.size(), bytes);
        Files.writeString(folder.resolve(MANIFEST), StoredJson.write(manifest));
        return manifest;
    }

    /**
     * Restores a backup into a database without rows and puts its objects into the store; no server may run. What was running
     * when it was written is queued again when the servers start, since its agents' leases are over.
     *
     * @throws BackupException if the folder holds no whole backup or the database is not empty
     */
    public BackupManifest restore(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(MANIFEST))) {
            throw new BackupException("The folder " + folder + " holds no manifest.json: it is no whole backup.");
        }
        BackupManifest manifest = StoredJson.read(Files.readString(folder.resolve(MANIFEST)), BackupManifest.class);
        if (manifest.format() != BackupManifest.FORMAT) {
            throw new BackupException("The backup has the format " + manifest.format() + ", but this version reads "
                    + BackupManifest.FORMAT + ".");
        }
        prepare(manifest);
        objects(folder).put();
        TableFiles files = new TableFiles(template, schema, folder.resolve("tables"));
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_DEFAULT);
        transaction.setReadOnly(false);
        transactionally(() -> {
            for (BackupManifest.Table table : manifest.tables()) {
                files.read(table);
            }
            schema.continueNumbers();
            return manifest;
        });
        return manifest;
    }

    /** Brings the schema to the backup's version; servers bring it to theirs when they start. */
    private void prepare(BackupManifest manifest) {
        String version = schema.version();
        if (version.isEmpty()) {
            Flyway.configure()
                    .dataSource(java.util.Objects.requireNonNull(template.getDataSource()))
                    .target(manifest.schemaVersion())
                    .load()
                    .migrate();
        } else if (!version.equals(manifest.schemaVersion())) {
            throw new BackupException("The database has the schema " + version + ", the backup "
                    + manifest.schemaVersion() + "; give an empty database.");
        }
        for (String table : schema.tables()) {
            if (Boolean.TRUE.equals(
                    template.queryForObject("select exists (select 1 from " + table + ")", Boolean.class))) {
                throw new BackupException(
                        "The table " + table + " of the database has rows; a backup is restored into an empty one.");
            }
        }
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T transactionally(Work<T> work) throws IOException {
        try {
            return java.util.Objects.requireNonNull(transaction.execute(status -> {
                try {
                    return work.run();
                } catch (IOException failure) {
                    throw new java.io.UncheckedIOException(failure);
                }
            }));
        } catch (java.io.UncheckedIOException failure) {
            throw java.util.Objects.requireNonNull(failure.getCause());
        }
    }

    private ObjectFiles objects(Path folder) throws IOException {
        return new ObjectFiles(
                store, Files.createDirectories(folder.resolve("objects")).toRealPath());
    }
}
