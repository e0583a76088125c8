package net.buildserver.agent.stage;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Watches the output of {@code dotnet test} for a test host that went down, after which reports may be missing. */
final class TestOutput {
    private static final Pattern CRASH =
            Pattern.compile("(?i).*(test host process (crashed|exited)|active test run was aborted).*");

    private final Consumer<String> lines;
    private @Nullable String crash;

    TestOutput(Consumer<String> lines) {
        this.lines = lines;
    }

    void accept(String line) {
        if (CRASH.matcher(line).matches()) {
            crash = crash == null || crash.length() < line.strip().length() ? line.strip() : crash;
        }
        lines.accept(line);
    }

    /** Returns a sentence about the crash, if there was one. */
    Optional<String> crash() {
        return Optional.ofNullable(crash).map(line -> "the test host crashed: " + line);
    }
}
