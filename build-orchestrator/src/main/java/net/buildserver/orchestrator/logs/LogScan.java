package net.buildserver.orchestrator.logs;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.buildserver.domain.log.LogLevel;

/**
 * Reads a log once from its start, as far as it goes now, and remembers where lines begin, which are errors and warnings,
 * where stages start and which diagnostics are of one project. What is appended later is read on top of it.
 */
final class LogScan extends OutputStream {
    /** Every so many lines the offset is kept. */
    static final int STEP = 128;

    /** Most errors, and most warnings, whose lines are kept; all are counted. */
    static final int MOST_MARKS = 2_000;

    private static final int HEAD_BYTES = 512;

    private final byte[] head = new byte[HEAD_BYTES];
    private final List<Long> errors = new ArrayList<>();
    private final List<Long> warnings = new ArrayList<>();
    private final StageStarts stages = new StageStarts();
    private final ProjectGroups groups = new ProjectGroups();
    private long[] starts = new long[64];
    private int headLength;
    private long offset;
    private long lineStart;
    private long line;
    private long errorCount;
    private long warningCount;

    /** Returns how many bytes were read. */
    synchronized long offset() {
        return offset;
    }

    /** Returns the number of lines, one without an end among them. */
    synchronized long lines() {
        return offset > lineStart ? line + 1 : line;
    }

    /** Returns the last known start of a line that is not after {@code wanted}, as line and offset. */
    synchronized FrameIndex.Frame before(long wanted) {
        int step = (int) Math.min(wanted / STEP, line / STEP);
        return new FrameIndex.Frame(step == 0 ? 0 : starts[step], (long) step * STEP, 0);
    }

    synchronized LogOutline outline(int attempt, boolean complete) {
        return new LogOutline(
                attempt,
                complete,
                lines(),
                offset,
                errorCount,
                warningCount,
                List.copyOf(errors),
                List.copyOf(warnings),
                stages.found(),
                groups.found());
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n') {
                endLine(offset + (i - from) + 1);
            } else if (headLength < HEAD_BYTES) {
                head[headLength++] = bytes[i];
            }
        }
        offset += length;
    }

    private void endLine(long next) {
        classify();
        line++;
        lineStart = next;
        headLength = 0;
        if (line % STEP == 0) {
            int step = (int) (line / STEP);
            if (step == starts.length) {
                starts = Arrays.copyOf(starts, step * 2);
            }
            starts[step] = next;
        }
    }

    private void classify() {
        String text = new String(head, 0, headLength, StandardCharsets.UTF_8);
        int level = text.startsWith("[") ? text.indexOf("] ") + 2 : 1;
        if (level == 1) {
            groups.close();
        } else if (text.startsWith(LogLevel.ERROR + ": ", level)) {
            errorCount += mark(errors);
            groups.diagnostic(behind(LogLevel.ERROR, level, text));
        } else if (text.startsWith(LogLevel.WARN + ": ", level)) {
            warningCount += mark(warnings);
            groups.diagnostic(behind(LogLevel.WARN, level, text));
        } else if (text.startsWith(LogLevel.INFO + ": ", level)) {
            String said = behind(LogLevel.INFO, level, text);
            stages.see(line, said);
            groups.see(line, said);
        } else {
            groups.close();
        }
    }

    private static String behind(LogLevel level, int at, String text) {
        return text.substring(at + level.name().length() + 2);
    }

    private int mark(List<Long> marks) {
        if (marks.size() < MOST_MARKS) {
            marks.add(line);
        }
        return 1;
    }
}
