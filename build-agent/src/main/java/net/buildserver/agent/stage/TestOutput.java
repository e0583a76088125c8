package net.buildserver.agent.stage;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the output of {@code dotnet test} while it comes: counts the tests that end, and notices a test host that went down,
 * after which reports may be missing. Passed tests are counted and not logged.
 */
final class TestOutput {
    private static final Pattern CRASH =
            Pattern.compile("(?i).*(test host process (crashed|exited)|active test run was aborted).*");
    private static final Pattern HANG = Pattern.compile("(?i).*inactivity time of (.+?) has elapsed.*");
    private static final Pattern RUNNING = Pattern.compile("The tests? running when the crash occurred:\\s*");
    // "  Passed A.B.C [1 ms]" of VSTest, "passed A.B.C (1ms)" of the testing platform.
    private static final Pattern RESULT = Pattern.compile(
            "(?:  (Passed|Failed|Skipped) \\S.* \\[[^\\]]* m?s\\]|(passed|failed) \\S.* \\([0-9a-z ]*m?s\\)|(skipped) \\S.*)\\s*");
    private static final Pattern ORIGIN = Pattern.compile("  from .*\\(net[^)]*\\|[^)]*\\)\\s*");

    private final Consumer<String> lines;
    private final LiveCounts counts;
    private @Nullable String crash;
    private @Nullable String silence;
    private @Nullable String running;
    private boolean runningIsNext;
    private boolean afterPassed;

    TestOutput(Consumer<String> lines, LiveCounts counts) {
        this.lines = lines;
        this.counts = counts;
    }

    void accept(String line) {
        if (runningIsNext && !line.isBlank()) {
            runningIsNext = false;
            running = line.strip();
        }
        Matcher hang = HANG.matcher(line);
        if (hang.matches()) {
            silence = hang.group(1);
        } else if (CRASH.matcher(line).matches()) {
            crash = crash == null || crash.length() < line.strip().length() ? line.strip() : crash;
        } else if (RUNNING.matcher(line).matches()) {
            runningIsNext = true;
        }
        if (!isPassed(line)) {
            lines.accept(line);
        }
    }

    private boolean isPassed(String line) {
        Matcher result = RESULT.matcher(line);
        if (result.matches()) {
            String outcome = outcome(result);
            counts.add(outcome);
            afterPassed = outcome.equals("passed");
            return afterPassed;
        }
        boolean origin = afterPassed && ORIGIN.matcher(line).matches();
        afterPassed = false;
        return origin;
    }

    private static String outcome(Matcher result) {
        for (int group = 1; group <= result.groupCount(); group++) {
            String word = result.group(group);
            if (word != null) {
                return word.toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    /** Returns a sentence about the crash or the hang, if there was one. */
    Optional<String> crash() {
        String test = running == null ? "" : " while " + running + " ran";
        if (silence != null) {
            return Optional.of("no test ended for " + silence + test + ", so that the test host was ended");
        }
        return Optional.ofNullable(crash).map(line -> "the test host crashed" + test + ": " + line);
    }
}
