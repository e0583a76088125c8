package net.buildserver.orchestrator.logs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Packs the logs of ended attempts into the store. What is left to do is read from the database, so that a crash at any point
 * loses nothing: the chunks go in the transaction that notes the object, and packing twice makes the same object again.
 */
final class LogArchiver {
    /** Steps from attempt to attempt through the index, since the chunks are many and the attempts few. */
    private static final String ENDED = """
            with recursive logged as (
              (select attempt_id from log_chunks order by attempt_id limit 1)
              union all
              select (select c.attempt_id from log_chunks c where c.attempt_id > logged.attempt_id
                order by c.attempt_id limit 1) from logged where logged.attempt_id is not null)
            select a.id from logged join attempts a on a.id = logged.attempt_id
            where a.state not in ('Offered', 'Accepted') limit :limit""";

    private static final int BATCH = 50;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final LogReader reader;
    private final BlobStore store;

    LogArchiver(JdbcClient jdbc, TransactionOperations transactions, LogReader reader, BlobStore store) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.reader = reader;
        this.store = store;
    }

    /** Returns attempts that have ended and whose log is still in chunks. */
    List<UUID> waiting(int limit) {
        return Rows.list(jdbc.sql(ENDED).param("limit", limit).query(UUID.class));
    }

    /** Packs what waits, a batch at a time. */
    void archiveWaiting() {
        for (UUID attempt : waiting(BATCH)) {
            archive(attempt);
        }
    }

    void archive(UUID attemptId) {
        long size = jdbc.sql("select log_bytes from attempts where id = :id")
                .param("id", attemptId)
                .query(Long.class)
                .single();
        try {
            Path file = Files.createTempFile("build-log-", ".zst");
            try {
                FrameIndex index = pack(attemptId, size, file);
                String key = "logs/" + attemptId + ".zst";
                store.put(key, file, "application/zstd");
                note(attemptId, key, index);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The log of attempt " + attemptId + " cannot be packed.", failure);
        }
    }

    private FrameIndex pack(UUID attemptId, long size, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                LogPacker packer = new LogPacker(out)) {
            reader.copy(attemptId, 0, size, packer);
            return packer.finish();
        }
    }

    private void note(UUID attemptId, String key, FrameIndex index) {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("""
                            insert into log_archives (attempt_id, object_key, size_bytes, line_count, frame_index)
                            values (:attempt, :key, :size, :lines, :index) on conflict do nothing""")
                    .param("attempt", attemptId)
                    .param("key", key)
                    .param("size", index.end().logOffset())
                    .param("lines", index.end().line())
                    .param("index", index.toBytes())
                    .update();
            jdbc.sql("delete from log_chunks where attempt_id = :attempt")
                    .param("attempt", attemptId)
                    .update();
        });
    }
}
