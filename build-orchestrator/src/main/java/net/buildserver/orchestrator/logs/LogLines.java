package net.buildserver.orchestrator.logs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.orchestrator.builds.UnknownBuildException;
import org.jspecify.annotations.Nullable;

/**
 * Logs by line: parts, outline, search. A packed log is entered at the frame that holds the wanted line; of a growing one the
 * lines are counted as they come, by each node that is asked, and what it counted is kept while it is used.
 */
public class LogLines {
    private static final int MOST_SCANS = 64;
    private static final int MOST_PART_BYTES = 4 << 20;
    private static final int PIECE = 256 << 10;

    private final Logs logs;
    private final LogReader reader;
    private final Map<UUID, LogScan> scans = new LinkedHashMap<>(16, 0.75f, true);

    LogLines(Logs logs, LogReader reader) {
        this.logs = logs;
        this.reader = reader;
    }

    /**
     * Returns lines of the log that the build shows now.
     *
     * @param task name of the task whose log is meant, or null for the one that began last
     * @param from number of the first line, from 0; from the end if negative
     * @param count most lines; there may be fewer where they are very long
     * @throws UnknownBuildException if there is no such build
     * @throws IOException if the log cannot be read
     */
    public LogPart lines(UUID buildId, @Nullable String task, long from, int count) throws IOException {
        LogState state = logs.state(buildId, task);
        UUID attempt = state.attemptId();
        if (attempt == null) {
            return new LogPart(0, state.isComplete(), 0, 0, List.of());
        }
        Optional<LogArchive> archive = reader.archive(attempt);
        long total = archive.isPresent()
                ? lines(attempt, archive.get())
                : scan(attempt, state.size()).lines();
        long first = from < 0 ? Math.max(0, total + from) : Math.min(from, total);
        FrameIndex.Frame start = archive.isPresent()
                ? archive.get().index().before(first)
                : scan(attempt, state.size()).before(first);
        List<byte[]> lines = new ArrayList<>();
        read(attempt, start, first, Math.min(first + count, total), state.size(), lines);
        return new LogPart(state.attemptNumber(), state.isComplete(), total, first, lines);
    }

    /**
     * Returns what is where in the log that the build shows now.
     *
     * @param task name of the task whose log is meant, or null for the one that began last
     * @throws UnknownBuildException if there is no such build
     * @throws IOException if the log cannot be read
     */
    public LogOutline outline(UUID buildId, @Nullable String task) throws IOException {
        LogState state = logs.state(buildId, task);
        UUID attempt = state.attemptId();
        LogScan scan = attempt == null ? new LogScan() : scan(attempt, state.size());
        return scan.outline(state.attemptNumber(), state.isComplete());
    }

    /**
     * Finds lines that hold {@code text}, whatever the case of its letters.
     *
     * @param task name of the task whose log is meant, or null for the one that began last
     * @param from first line to look at, from 0
     * @param limit most lines to name; all are counted
     * @throws UnknownBuildException if there is no such build
     * @throws IOException if the log cannot be read
     */
    public LogMatches search(UUID buildId, @Nullable String task, String text, long from, int limit)
            throws IOException {
        LogState state = logs.state(buildId, task);
        UUID attempt = state.attemptId();
        String wanted = text.toLowerCase(Locale.ROOT);
        List<Long> found = new ArrayList<>();
        long[] count = {0};
        LineCollector collector = new LineCollector(0, (line, number) -> {
            if (number >= from && holds(line, wanted)) {
                count[0]++;
                if (found.size() < limit) {
                    found.add(number);
                }
            }
        });
        if (attempt != null) {
            reader.copy(attempt, 0, state.size(), collector);
            collector.finish();
        }
        return new LogMatches(state.attemptNumber(), count[0], found, collector.number());
    }

    private static boolean holds(byte[] line, String wanted) {
        return new String(line, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT).contains(wanted);
    }

    private void read(UUID attempt, FrameIndex.Frame start, long first, long end, long size, List<byte[]> lines)
            throws IOException {
        LineCollector collector = new LineCollector(start.line(), (line, number) -> {
            if (number >= first && number < end) {
                lines.add(line);
            }
        });
        long offset = start.logOffset();
        long budget = MOST_PART_BYTES;
        while (collector.number() < end && offset < size && (budget > 0 || lines.isEmpty())) {
            long to = Math.min(size, offset + PIECE);
            reader.copy(attempt, offset, to, collector);
            budget -= to - offset;
            offset = to;
        }
        if (offset == size) {
            collector.finish();
        }
    }

    private long lines(UUID attempt, LogArchive archive) throws IOException {
        FrameIndex.Frame end = archive.index().end();
        if (end.logOffset() == 0) {
            return 0;
        }
        int[] last = {0};
        reader.copy(attempt, end.logOffset() - 1, end.logOffset(), new LastByte(last));
        return last[0] == '\n' ? end.line() : end.line() + 1;
    }

    private LogScan scan(UUID attempt, long size) throws IOException {
        LogScan scan;
        synchronized (scans) {
            scan = scans.computeIfAbsent(attempt, _ -> new LogScan());
            if (scans.size() > MOST_SCANS) {
                scans.remove(scans.keySet().iterator().next());
            }
        }
        synchronized (scan) {
            if (scan.offset() < size) {
                reader.copy(attempt, scan.offset(), size, scan);
            }
        }
        return scan;
    }

    /** Keeps the last byte that is written to it. */
    private static final class LastByte extends OutputStream {
        private final int[] last;

        private LastByte(int[] last) {
            this.last = last;
        }

        @Override
        public void write(int octet) {
            last[0] = octet;
        }
    }
}
