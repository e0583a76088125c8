package net.buildserver.domain.sdk;

import java.util.Collection;
import java.util.Optional;

/**
 * The SDK that a {@code global.json} asks for, and which installed one dotnet takes for it.
 *
 * @param version the version that is named
 * @param rollForward how far from it an installed one may be
 * @param allowPrerelease whether previews are considered; naming a preview allows them in any case
 */
public record SdkRequirement(SdkVersion version, RollForward rollForward, boolean allowPrerelease) {
    /** Returns what a file means that names only a version. */
    public static SdkRequirement of(SdkVersion version) {
        return new SdkRequirement(version, RollForward.latestPatch, true);
    }

    /** Returns whether {@code installed} may be taken. */
    public boolean admits(SdkVersion installed) {
        boolean unwantedPreview = installed.isPrerelease() && !allowPrerelease && !version.isPrerelease();
        return !unwantedPreview && installed.compareTo(version) >= 0 && rollForward.reaches(installed, version);
    }

    /** Returns the one that dotnet takes, or empty if none of them will do. */
    public Optional<SdkVersion> choose(Collection<SdkVersion> installed) {
        if (rollForward == RollForward.patch && installed.contains(version)) {
            return Optional.of(version);
        }
        return installed.stream().filter(this::admits).reduce(this::better);
    }

    /** Within a band the latest patch; across bands the nearest, unless the policy wants the latest of all. */
    private SdkVersion better(SdkVersion one, SdkVersion other) {
        boolean later = rollForward.takesLatest() || one.sameBand(other);
        return later == one.compareTo(other) > 0 ? one : other;
    }

    /** Returns it as a person would say it. */
    public String describe() {
        return version + (rollForward == RollForward.latestPatch ? "" : " (rollForward " + rollForward + ")");
    }
}
