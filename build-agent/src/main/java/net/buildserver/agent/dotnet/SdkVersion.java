package net.buildserver.agent.dotnet;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version of an SDK, such as {@code 10.0.401} or {@code 11.0.100-preview.2}.
 *
 * @param major major version
 * @param minor minor version
 * @param patch feature band and patch
 * @param suffix what follows the first {@code -}, or empty for a release
 */
public record SdkVersion(int major, int minor, int patch, String suffix) implements Comparable<SdkVersion> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,6})(?:-(\\S{1,100}))?");

    /** Reads a version, or nothing if {@code text} is none. */
    public static Optional<SdkVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String suffix = matcher.group(4);
        return Optional.of(new SdkVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                suffix == null ? "" : suffix));
    }

    /** Returns the target framework that the SDK is named by: {@code net10.0}, {@code netcoreapp3.1}. */
    public String framework() {
        return (major >= 5 ? "net" : "netcoreapp") + major + "." + minor;
    }

    /** Returns whether this is {@code major}.{@code minor} or newer. */
    public boolean isAtLeast(int major, int minor) {
        return this.major != major ? this.major > major : this.minor >= minor;
    }

    @Override
    public int compareTo(SdkVersion other) {
        int order = Integer.compare(major, other.major);
        order = order != 0 ? order : Integer.compare(minor, other.minor);
        order = order != 0 ? order : Integer.compare(patch, other.patch);
        if (order != 0 || suffix.equals(other.suffix)) {
            return order;
        }
        // A release stands after its previews.
        return suffix.isEmpty() ? 1 : other.suffix.isEmpty() ? -1 : suffix.compareTo(other.suffix);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (suffix.isEmpty() ? "" : "-" + suffix);
    }
}
