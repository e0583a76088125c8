package net.buildserver.domain.build;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which refs may be handed to Git: the safe part of git-check-ref-format, and no ref expressions. */
final class GitRefRule {
    private static final Pattern SAFE = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._/+#@=,!%&()-]*");
    private static final int MAX_LENGTH = 255;

    private GitRefRule() {}

    /** Returns what is wrong with {@code ref}, or empty. */
    static Optional<String> problem(String ref) {
        if (ref.startsWith("-")) {
            return Optional.of("must not start with a dash, because Git would take it for an option.");
        }
        if (ref.length() > MAX_LENGTH) {
            return Optional.of("must be at most " + MAX_LENGTH + " characters long.");
        }
        boolean expression = ref.contains("..") || ref.contains("@{") || ref.contains("//") || ref.equals("@");
        boolean badEnd = ref.endsWith("/") || ref.endsWith(".") || ref.endsWith(".lock");
        if (expression || badEnd || ref.contains("/.") || !SAFE.matcher(ref).matches()) {
            return Optional.of(
                    "must be a branch, tag or commit id such as refs/heads/main, v1.2 or 4f2c9e1; '..', '@{', "
                            + "spaces and control characters are not allowed.");
        }
        return Optional.empty();
    }
}
