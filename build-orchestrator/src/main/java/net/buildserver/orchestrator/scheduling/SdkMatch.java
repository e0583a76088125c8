package net.buildserver.orchestrator.scheduling;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether an installed SDK meets a version that an agent handed a task back for. Agents apply the roll-forward rules of
 * {@code global.json} themselves; what they name is matched as .NET does by default: the same feature band, the same patch or
 * a later one.
 */
final class SdkMatch {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,5})(-.*)?");
    private static final int BAND = 100;
    private static final long PART = 100_000;

    private SdkMatch() {}

    static boolean anyMeets(Collection<String> installed, String required) {
        return installed.stream().anyMatch(version -> meets(version, required));
    }

    static boolean meets(String installed, String required) {
        if (installed.equals(required)) {
            return true;
        }
        Optional<int[]> has = parse(installed);
        Optional<int[]> wants = parse(required);
        if (has.isEmpty() || wants.isEmpty()) {
            return false;
        }
        int[] one = has.get();
        int[] other = wants.get();
        return one[0] == other[0] && one[1] == other[1] && one[2] / BAND == other[2] / BAND && one[2] >= other[2];
    }

    /** Returns how far {@code installed} is from {@code required}; smaller is nearer. */
    static long distance(String installed, String required) {
        Optional<int[]> has = parse(installed);
        Optional<int[]> wants = parse(required);
        return has.isEmpty() || wants.isEmpty() ? Long.MAX_VALUE : Math.abs(number(has.get()) - number(wants.get()));
    }

    private static long number(int[] version) {
        return (version[0] * PART + version[1]) * PART + version[2];
    }

    private static Optional<int[]> parse(String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(new int[] {
            Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3))
        });
    }
}
