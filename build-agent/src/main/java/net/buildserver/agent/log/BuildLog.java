package net.buildserver.agent.log;

import java.time.InstantSource;
import java.util.regex.Pattern;
import net.buildserver.agent.redaction.Redaction;
import net.buildserver.domain.log.LogLevel;
import net.buildserver.domain.log.LogLine;

/** A build's log: lines in the specification's form, appended to a file from which the uploader sends them. */
public final class BuildLog {
    private static final Pattern ESCAPE =
            Pattern.compile("\\x1b(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?|.)?");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f]");

    private final LogFile file;
    private final InstantSource clock;
    private final Redaction redaction;

    /** Creates the log that is kept in {@code file}. */
    public BuildLog(LogFile file, InstantSource clock, Redaction redaction) {
        this.file = file;
        this.clock = clock;
        this.redaction = redaction;
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
        file.append(new LogLine(clock.instant(), level, redaction.apply(clean)).format() + "\n");
    }
}
