package net.buildserver.orchestrator.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The logs of all tasks of a build as one, in the order of time, each line with its agent and task. */
public class JoinedLogs {
    private static final int PIECE = 64 << 10;

    private final JdbcClient jdbc;
    private final LogReader reader;

    JoinedLogs(JdbcClient jdbc, LogReader reader) {
        this.jdbc = jdbc;
        this.reader = reader;
    }

    /** Returns the logs that the build shows now, those that began first first. */
    public List<TaskLog> of(UUID buildId) {
        return Rows.list(jdbc.sql("""
                        select v.id as attempt_id, t.name as task, v.agent_id, v.log_bytes as size
                        from visible_attempts v join tasks t on t.id = v.task_id
                        where v.build_id = :build order by v.accepted_at, t.ordinal, t.name
                        """).param("build", buildId).query(Rows.of(TaskLog.class)));
    }

    /**
     * Writes the lines of all {@code logs}; of each, only a piece is in memory.
     *
     * @throws IOException if {@code out} fails, or a log cannot be read
     */
    public void copy(List<TaskLog> logs, OutputStream out) throws IOException {
        PriorityQueue<Source> open = new PriorityQueue<>(
                Comparator.comparing((Source source) -> source.time).thenComparingInt(source -> source.order));
        for (int i = 0; i < logs.size(); i++) {
            Source source = new Source(logs.get(i), i);
            if (source.advance()) {
                open.add(source);
            }
        }
        while (!open.isEmpty()) {
            Source first = open.remove();
            first.write(out);
            if (first.advance()) {
                open.add(first);
            }
        }
    }

    /** One log, read piece by piece. */
    private final class Source {
        private static final int TIME = 21;

        private final TaskLog log;
        private final int order;
        private final byte[] name;
        private final List<byte[]> lines = new ArrayList<>();
        private final LineCollector collector = new LineCollector(0, (line, number) -> lines.add(line));
        private String time = "";
        private byte @Nullable [] line;
        private long offset;
        private int next;

        Source(TaskLog log, int order) {
            this.log = log;
            this.order = order;
            this.name = ("[" + log.agentId() + ", " + log.task() + "] ").getBytes(StandardCharsets.UTF_8);
        }

        /** Goes to the next line; false at the end. */
        boolean advance() throws IOException {
            while (next == lines.size()) {
                if (offset == log.size()) {
                    return false;
                }
                lines.clear();
                next = 0;
                long to = Math.min(log.size(), offset + PIECE);
                ByteArrayOutputStream piece = new ByteArrayOutputStream();
                reader.copy(log.attemptId(), offset, to, piece);
                collector.write(piece.toByteArray(), 0, piece.size());
                offset = to;
                if (offset == log.size()) {
                    collector.finish();
                }
            }
            byte[] found = lines.get(next++);
            line = found;
            // What has no time of its own belongs to the line before.
            if (found.length > TIME && found[0] == '[' && found[TIME - 1] == ']') {
                time = new String(found, 1, TIME - 2, StandardCharsets.ISO_8859_1);
            }
            return true;
        }

        void write(OutputStream out) throws IOException {
            byte[] text = line;
            if (text != null) {
                out.write(name);
                out.write(text);
                out.write('\n');
            }
        }
    }
}
