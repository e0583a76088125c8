package net.buildserver.agent.dotnet;

/**
 * What an SDK can do beyond the oldest one that is supported (3.1).
 *
 * @param testingPlatformCommand whether {@code dotnet test} drives Microsoft.Testing.Platform with options of its own
 * @param selfContainedOption whether {@code --self-contained false} is understood together with {@code -r}
 */
public record SdkFeatures(boolean testingPlatformCommand, boolean selfContainedOption) {
    /** Returns the features of {@code version}. */
    public static SdkFeatures of(SdkVersion version) {
        return new SdkFeatures(version.isAtLeast(10, 0), true);
    }
}
