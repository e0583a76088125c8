package net.buildserver.agent.dotnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the agent reads of a solution file itself: only how many projects it names, for progress messages. */
public final class SolutionFile {
    private static final Pattern PROJECT_FILE = Pattern.compile("(?i)\"[^\"\\r\\n]+\\.\\w{1,5}proj\"");

    private SolutionFile() {}

    /** Returns whether {@code file} is a solution and not a project. */
    public static boolean isSolution(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.sln[xf]?");
    }

    /** Returns the number of projects that the solution names, 1 for a project file, 0 if unknown. */
    public static int projectCount(Path file) {
        if (!isSolution(file)) {
            return 1;
        }
        try {
            return (int) PROJECT_FILE
                    .matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group().toLowerCase(Locale.ROOT))
                    .distinct()
                    .count();
        } catch (IOException unreadable) {
            return 0;
        }
    }
}
