package net.buildserver.orchestrator.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of a table as a gzipped file with one JSON object a line. */
final class TableFiles {
    private static final int FETCH = 200;
    private static final int BATCH_CHARACTERS = 4 << 20;

    private final JdbcTemplate rows;
    private final JdbcTemplate writes;
    private final Schema schema;
    private final Path folder;

    TableFiles(JdbcTemplate template, Schema schema, Path folder) {
        // A cursor of its own setting, so that a table need not fit into memory.
        this.rows = new JdbcTemplate(java.util.Objects.requireNonNull(template.getDataSource()));
        this.rows.setFetchSize(FETCH);
        this.writes = template;
        this.schema = schema;
        this.folder = folder;
    }

    BackupManifest.Table write(String table) throws IOException {
        MessageDigest digest = sha256();
        AtomicLong count = new AtomicLong();
        try (OutputStream file =
                new GZIPOutputStream(new DigestOutputStream(Files.newOutputStream(file(table)), digest))) {
            rows.query("select to_jsonb(t)::text from " + table + " t", row -> {
                try {
                    file.write(row.getString(1).getBytes(StandardCharsets.UTF_8));
                    file.write('\n');
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
                count.incrementAndGet();
            });
        }
        return new BackupManifest.Table(table, count.get(), HexFormat.of().formatHex(digest.digest()));
    }

    void read(BackupManifest.Table table) throws IOException {
        check(table);
        String insert =
                "insert into %1$s (%2$s) overriding system value select %2$s from jsonb_populate_recordset(null::%1$s, ?::jsonb)"
                        .formatted(table.name(), schema.columns(table.name()));
        long count = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file(table.name()))), StandardCharsets.UTF_8))) {
            List<String> batch = new ArrayList<>();
            int characters = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                batch.add(line);
                characters += line.length();
                if (characters > BATCH_CHARACTERS) {
                    count += writes.update(insert, "[" + String.join(",", batch) + "]");
                    batch.clear();
                    characters = 0;
                }
            }
            count += writes.update(insert, "[" + String.join(",", batch) + "]");
        }
        if (count != table.rows()) {
            throw new BackupException("The table " + table.name() + " has " + count + " rows rather than "
                    + table.rows() + "; nothing was restored.");
        }
    }

    private void check(BackupManifest.Table table) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream file = new DigestInputStream(Files.newInputStream(file(table.name())), digest)) {
            file.transferTo(OutputStream.nullOutputStream());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(table.sha256())) {
            throw new BackupException(
                    "The file " + file(table.name()) + " is not what was written; the backup is damaged.");
        }
    }

    private Path file(String table) {
        return folder.resolve(table + ".jsonl.gz");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
