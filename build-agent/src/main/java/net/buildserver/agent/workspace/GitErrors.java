package net.buildserver.agent.workspace;

import java.util.Locale;
import java.util.regex.Pattern;
import net.buildserver.domain.build.FailureKind;

/** Turns what git says when it fails into one sentence and a kind. */
final class GitErrors {
    private static final Pattern NOT_THERE = Pattern.compile(
            "repository .*not found|does not (appear to be|exist)|not a git repository|no such file|could not read username"
                    + "|authentication failed|permission denied|access denied|transport '.*' not allowed|error: 40[134]"
                    + "|terminal prompts disabled|host key verification failed");

    private GitErrors() {}

    static GitFailedException of(String what, GitResult result) {
        String why = result.output().stream()
                .map(String::strip)
                .filter(line -> line.matches("(?i)(fatal|error|remote|ssh).*"))
                .findFirst()
                .orElse(
                        result.output().isEmpty()
                                ? "exit code " + result.exitCode()
                                : result.output().getLast());
        boolean configuration = result.output().stream()
                .anyMatch(
                        line -> NOT_THERE.matcher(line.toLowerCase(Locale.ROOT)).find());
        FailureKind kind = configuration ? FailureKind.Configuration : FailureKind.Infrastructure;
        return new GitFailedException(kind, what + ": " + why.replaceFirst("^(fatal|error): ", ""));
    }
}
