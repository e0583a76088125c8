package net.buildserver.domain.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the .NET documentation ("global.json overview", rollForward), a row at a time. */
class SdkRequirementTests {
    private static final String INSTALLED =
            "8.0.100 8.0.104 8.0.203 8.0.307 8.1.100 8.2.115 9.0.100 9.0.305 10.0.100-preview.3 10.0.100-rc.1";

    @ParameterizedTest(name = "{0} {1} prerelease={2}: {3}")
    @CsvSource({
        // The version itself is there: patch takes it, latestPatch goes on to the newest of its band.
        "8.0.100, patch, true, 8.0.100",
        "8.0.100, latestPatch, true, 8.0.104",
        "8.0.100, disable, true, 8.0.100",
        "8.0.101, disable, true, none",
        "8.0.101, patch, true, 8.0.104",
        "8.0.105, patch, true, none",
        "8.0.105, latestPatch, true, none",
        // feature: own band first, then the next higher one, its latest patch.
        "8.0.100, feature, true, 8.0.104",
        "8.0.105, feature, true, 8.0.203",
        "8.0.204, feature, true, 8.0.307",
        "8.0.308, feature, true, none",
        // minor: then the next higher minor version, its lowest band, the latest patch of that.
        "8.0.308, minor, true, 8.1.100",
        "8.1.101, minor, true, 8.2.115",
        "8.2.116, minor, true, none",
        // major: then the next higher major version.
        "8.2.116, major, true, 9.0.100",
        "7.0.100, major, true, 8.0.104",
        "9.0.306, major, true, 10.0.100-rc.1",
        "9.0.306, major, false, none",
        // latest*: the highest within reach.
        "8.0.100, latestFeature, true, 8.0.307",
        "8.0.308, latestFeature, true, none",
        "8.0.100, latestMinor, true, 8.2.115",
        "9.0.100, latestMinor, true, 9.0.305",
        "8.0.100, latestMajor, true, 10.0.100-rc.1",
        "8.0.100, latestMajor, false, 9.0.305",
        "10.0.100, latestMajor, true, none",
        // Naming a preview allows previews, whatever the file says.
        "10.0.100-preview.1, latestPatch, false, 10.0.100-rc.1",
        "10.0.100-preview.3, disable, false, 10.0.100-preview.3",
        "10.0.100-preview.11, patch, true, 10.0.100-rc.1",
    })
    void dotnetTakes(String wanted, RollForward policy, boolean prerelease, String expected) {
        SdkRequirement requirement = new SdkRequirement(version(wanted), policy, prerelease);

        assertThat(requirement.choose(installed()).map(SdkVersion::toString).orElse("none"))
                .isEqualTo(expected);
        assertThat(installed().stream().anyMatch(requirement::admits)).isEqualTo(!expected.equals("none"));
    }

    @Test
    void versionAloneMeansLatestPatch() {
        assertThat(SdkRequirement.of(version("8.0.101")).choose(installed())).contains(version("8.0.104"));
    }

    @Test
    void previewsAreOrderedAsNumbersAndBeforeTheirRelease() {
        assertThat(List.of(version("10.0.100"), version("10.0.100-rc.1"), version("10.0.100-preview.10")).stream()
                        .sorted())
                .containsExactly(version("10.0.100-preview.10"), version("10.0.100-rc.1"), version("10.0.100"));
        assertThat(version("1.0.100-preview.2")).isLessThan(version("1.0.100-preview.10"));
    }

    @ParameterizedTest
    @CsvSource({"8", "8.0", "latest", "8.0.x", "8.0.100-", "''"})
    void whatIsNoVersionIsRefused(String text) {
        assertThat(SdkVersion.parse(text)).isEmpty();
    }

    @Test
    void policiesAreReadInAnyCase() {
        assertThat(RollForward.parse("LatestMinor")).contains(RollForward.latestMinor);
        assertThat(RollForward.parse("newest")).isEmpty();
    }

    private static List<SdkVersion> installed() {
        return Arrays.stream(INSTALLED.split(" "))
                .map(SdkRequirementTests::version)
                .toList();
    }

    private static SdkVersion version(String text) {
        return SdkVersion.parse(text).orElseThrow();
    }
}
