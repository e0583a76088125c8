package net.buildserver.agent.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.regex.Pattern;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.domain.log.LogLevel;
import net.buildserver.domain.log.LogLine;

/** A build's log: lines in the specification's form, appended to a file from which the uploader sends them. */
public final class BuildLog implements AutoCloseable {
    /** Longest log of one attempt, in bytes; what comes after is cut with a mark. */
    static final long MAX_BYTES = 64L << 20;

    private static final Pattern ESCAPE =
            Pattern.compile("\\x1b(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?|.)?");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f]");

    private final FileChannel file;
    private final InstantSource clock;
    private final Redaction redaction;
    private long length;
    private boolean full;

    /** Opens the log that is kept in {@code path}. */
    public BuildLog(Path path, InstantSource clock, Redaction redaction) {
        this.clock = clock;
        this.redaction = redaction;
        try {
            this.file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            this.length = file.size();
        } catch (IOException cannotOpen) {
            throw new LocalIoException("cannot open the build's log", cannotOpen);
        }
    }

    /** Appends an INFO line. */
    public void info(String text) {
        write(LogLevel.INFO, text);
    }

    /** Appends a WARN line. */
    public void warn(String text) {
        write(LogLevel.WARN, text);
    }

    /** Appends an ERROR line. */
    public void error(String text) {
        write(LogLevel.ERROR, text);
    }

    /** Appends a line; terminal escapes and control characters are taken out, secrets masked. */
    public void write(LogLevel level, String text) {
        String clean = CONTROL.matcher(ESCAPE.matcher(text).replaceAll("")).replaceAll(" ");
        append(new LogLine(clock.instant(), level, redaction.apply(clean)));
    }

    private synchronized void append(LogLine line) {
        if (full) {
            return;
        }
        if (length > MAX_BYTES) {
            full = true;
            append("[the log is cut here: it is longer than " + (MAX_BYTES >> 20) + " MiB]\n");
        } else {
            append(line.format() + "\n");
        }
    }

    private void append(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                length += file.write(bytes);
            }
        } catch (IOException diskFull) {
            throw new LocalIoException("cannot write the build's log", diskFull);
        }
    }

    /** Returns the number of bytes written so far. */
    public synchronized long length() {
        return length;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException cannotClose) {
            throw new LocalIoException("cannot close the build's log", cannotClose);
        }
    }
}
