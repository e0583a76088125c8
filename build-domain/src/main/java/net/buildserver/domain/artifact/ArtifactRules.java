package net.buildserver.domain.artifact;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which artifact names, paths and digests are believed, no matter who reports them. */
public final class ArtifactRules {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern WINDOWS_DEVICE = Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");
    private static final int MAX_PATH = 1024;

    private ArtifactRules() {}

    /** Returns what is wrong with {@code path} as a path below an artifact folder, or empty. */
    public static Optional<String> pathProblem(String path) {
        if (path.isEmpty() || path.length() > MAX_PATH) {
            return Optional.of("must have 1 to " + MAX_PATH + " characters.");
        }
        if (path.contains("\\") || path.contains(":") || path.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("must not contain backslashes, colons or control characters.");
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isBlank() || segment.endsWith(".") || segment.endsWith(" ")) {
                return Optional.of("must be relative, without empty segments, '.' or '..'.");
            }
            if (WINDOWS_DEVICE.matcher(segment.toLowerCase(Locale.ROOT)).matches()) {
                return Optional.of("must not use the reserved name " + segment + ".");
            }
        }
        return Optional.empty();
    }

    /** Returns whether {@code digest} is a SHA-256 in lower-case hexadecimal digits. */
    public static boolean isSha256(String digest) {
        return SHA256.matcher(digest).matches();
    }
}
