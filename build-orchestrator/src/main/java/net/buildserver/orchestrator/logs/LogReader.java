package net.buildserver.orchestrator.logs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Copies a part of a log to where it is wanted, a few chunks at a time: slow readers hold neither a database connection nor
 * more than these in memory. A log that is packed while it is read goes on from the store.
 */
final class LogReader {
    private static final int CHUNKS_AT_ONCE = 4;

    private final JdbcClient jdbc;
    private final BlobStore store;

    LogReader(JdbcClient jdbc, BlobStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    void copy(UUID attemptId, long from, long to, OutputStream out) throws IOException {
        long position = from;
        while (position < to) {
            long before = position;
            for (Chunk chunk : chunks(attemptId, position, to)) {
                position = write(chunk, position, to, out);
            }
            if (position == before) {
                Optional<LogArchive> archive = archive(attemptId);
                if (archive.isEmpty()) {
                    throw new IOException("Bytes " + position + " to " + to + " of the log of attempt " + attemptId
                            + " are missing.");
                }
                archive.get().copy(store, position, to, out);
                position = to;
            }
        }
    }

    Optional<LogArchive> archive(UUID attemptId) {
        return jdbc.sql("select object_key, frame_index from log_archives where attempt_id = :attempt")
                .param("attempt", attemptId)
                .query((row, _) -> new LogArchive(row.getString(1), FrameIndex.read(row.getBytes(2))))
                .optional();
    }

    /** Returns the next chunks, the first of which holds byte {@code from}. */
    List<Chunk> chunks(UUID attemptId, long from, long to) {
        return Rows.list(jdbc.sql("""
                        select start_offset, bytes from log_chunks
                        where attempt_id = :attempt and start_offset < :to and start_offset >= (
                          select max(start_offset) from log_chunks where attempt_id = :attempt and start_offset <= :from)
                        order by start_offset limit :limit""")
                .param("attempt", attemptId)
                .param("from", from)
                .param("to", to)
                .param("limit", CHUNKS_AT_ONCE)
                .query((row, _) -> new Chunk(row.getLong(1), row.getBytes(2))));
    }

    private static long write(Chunk chunk, long position, long to, OutputStream out) throws IOException {
        long end = Math.min(to, chunk.start + chunk.bytes.length);
        if (position >= end) {
            return position;
        }
        out.write(chunk.bytes, (int) (position - chunk.start), (int) (end - position));
        return end;
    }

    /** Some bytes of the log as they were appended. */
    static final class Chunk {
        final long start;
        final byte[] bytes;

        Chunk(long start, byte[] bytes) {
            this.start = start;
            this.bytes = bytes;
        }
    }
}
