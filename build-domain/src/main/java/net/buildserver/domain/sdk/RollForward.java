package net.buildserver.domain.sdk;

import java.util.Arrays;
import java.util.Optional;

/** How far from the version in {@code global.json} an installed SDK may be; the names are those of the file. */
public enum RollForward {
    /** That version, else the latest patch of its feature band. */
    patch,
    /** The latest patch of the feature band, else of the next higher band of the same minor version. */
    feature,
    /** As {@link #feature}, else of the next higher minor version. */
    minor,
    /** As {@link #minor}, else of the next higher major version. */
    major,
    /** The latest patch of the feature band; what holds where a version is named without a policy. */
    latestPatch,
    /** The latest band and patch of the minor version. */
    latestFeature,
    /** The latest SDK of the major version. */
    latestMinor,
    /** The latest SDK. */
    latestMajor,
    /** That version and no other. */
    disable;

    /** Returns the policy that is written so, in any case as dotnet reads it; empty for a word that is none. */
    public static Optional<RollForward> parse(String name) {
        return Arrays.stream(values())
                .filter(policy -> policy.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Returns whether {@code installed}, which is not older than {@code wanted}, is within reach. */
    boolean reaches(SdkVersion installed, SdkVersion wanted) {
        return switch (this) {
            case disable -> installed.equals(wanted);
            case patch, latestPatch -> installed.sameBand(wanted);
            case feature, latestFeature -> installed.sameMinor(wanted);
            case minor, latestMinor -> installed.major() == wanted.major();
            case major, latestMajor -> true;
        };
    }

    boolean takesLatest() {
        return this == latestPatch || this == latestFeature || this == latestMinor || this == latestMajor;
    }
}
