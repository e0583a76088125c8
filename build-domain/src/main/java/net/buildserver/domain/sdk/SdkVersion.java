package net.buildserver.domain.sdk;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the SDK, such as {@code 10.0.401} or {@code 11.0.100-preview.2.25}. The hundreds of its last number are the
 * feature band, the rest is the patch level.
 *
 * @param major major version
 * @param minor minor version
 * @param patch feature band and patch level together
 * @param prerelease what follows the first {@code -}, or empty for a release
 */
public record SdkVersion(int major, int minor, int patch, String prerelease) implements Comparable<SdkVersion> {
    private static final int BAND = 100;
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,6})(?:-([0-9A-Za-z.-]{1,100}))?(?:\\+\\S{0,100})?");
    private static final Comparator<SdkVersion> ORDER = Comparator.comparingInt(SdkVersion::major)
            .thenComparingInt(SdkVersion::minor)
            .thenComparingInt(SdkVersion::patch)
            .thenComparing(SdkVersion::prerelease, SdkVersion::comparePrerelease);

    /** Reads a version; empty if {@code text} is none. */
    public static Optional<SdkVersion> parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(new SdkVersion(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                parts.group(4) == null ? "" : parts.group(4)));
    }

    /** Returns whether it is a preview or release candidate. */
    public boolean isPrerelease() {
        return !prerelease.isEmpty();
    }

    /** Returns the feature band, for example 4 of {@code 10.0.401}. */
    public int band() {
        return patch / BAND;
    }

    /** Returns whether {@code other} has the same major and minor version. */
    boolean sameMinor(SdkVersion other) {
        return major == other.major && minor == other.minor;
    }

    /** Returns whether {@code other} has the same major and minor version and feature band. */
    boolean sameBand(SdkVersion other) {
        return sameMinor(other) && band() == other.band();
    }

    /** Returns how far it is from {@code other}; smaller is nearer. */
    public long distance(SdkVersion other) {
        return Math.abs(number() - other.number());
    }

    private long number() {
        return (major * 100_000L + minor) * 1_000_000L + patch;
    }

    @Override
    public int compareTo(SdkVersion other) {
        return ORDER.compare(this, other);
    }

    /** As semantic versioning orders them: a release after its previews, numbers as numbers and before words. */
    private static int comparePrerelease(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isEmpty(), other.isEmpty());
        }
        String[] left = one.split("\\.", -1);
        String[] right = other.split("\\.", -1);
        for (int index = 0; index < Math.min(left.length, right.length); index++) {
            int order = compareIdentifier(left[index], right[index]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    private static int compareIdentifier(String one, String other) {
        boolean number = one.matches("\\d{1,9}");
        boolean otherNumber = other.matches("\\d{1,9}");
        if (number && otherNumber) {
            return Integer.compare(Integer.parseInt(one), Integer.parseInt(other));
        }
        return number == otherNumber ? one.compareTo(other) : number ? -1 : 1;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (prerelease.isEmpty() ? "" : "-" + prerelease);
    }
}
