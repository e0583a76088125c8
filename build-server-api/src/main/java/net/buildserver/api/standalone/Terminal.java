package net.buildserver.api.standalone;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What a person at the terminal sees; colours only where there is one. */
public final class Terminal {
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    private static final String RESET = "\u001b[0m";

    private final PrintStream out;
    private final boolean colours;

    /** Writes to {@code out}, with ANSI colours if {@code colours}. */
    public Terminal(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** Returns the terminal of this process. Colours are off in pipes and where NO_COLOR is set (no-color.org). */
    public static Terminal ofProcess() {
        boolean interactive =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new Terminal(System.out, interactive && System.getenv("NO_COLOR") == null);
    }

    /** Prints a line. */
    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Prints a heading after an empty line. */
    public void heading(String text) {
        line("");
        line(paint(BOLD, text));
    }

    /** Prints that something was done. */
    public void done(String what, Duration took) {
        line(paint(GREEN, "  \u2713 ") + what + paint(DIM, "  " + seconds(took)));
    }

    /** Prints that something went wrong. */
    public void failed(String what) {
        line(paint(RED, "  \u2717 ") + what);
    }

    /** Prints a detail. */
    public void detail(String text) {
        line(paint(DIM, text));
    }

    /** Returns a duration as people read it: {@code 0.8 s}, {@code 2 min 05 s}. */
    public static String seconds(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return String.format(Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
    }

    /** Returns a number of bytes as people read it: {@code 12.3 KB}. */
    public static String bytes(long count) {
        if (count < 1000) {
            return count + " B";
        }
        double value = count;
        String unit = "B";
        for (String next : new String[] {"KB", "MB", "GB", "TB"}) {
            if (value < 1000) {
                break;
            }
            value /= 1000;
            unit = next;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, unit);
    }

    private String paint(String colour, String text) {
        return colours ? colour + text + RESET : text;
    }
}
