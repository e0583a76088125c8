package net.buildserver.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.cache.CacheScope;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;
import org.junit.jupiter.api.Test;

class BuildSettingsTests {
    @Test
    void wrongValuesAreNamedWithWhatIsAllowed() {
        BuildSettings settings = BuildSettings.of(Map.of(
                "BuildServerTestRetries",
                "4",
                "buildservertestdumps",
                "yes",
                "BuildServerNetwork",
                "true",
                "Deterministic",
                "true"));
        assertThatThrownBy(() -> settings.number(BuildSettings.TEST_RETRIES, 3, 0))
                .isInstanceOfSatisfying(
                        BuildFailedException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.Configuration))
                .hasMessage("the build property BuildServerTestRetries is '4', but must be a number from 0 to 3");
        assertThatThrownBy(() -> settings.isTrue(BuildSettings.TEST_DUMPS))
                .hasMessage("the build property BuildServerTestDumps is 'yes', but must be one of false, true");
        assertThat(settings.oneOf(BuildSettings.ARTIFACTS_IF_NONE, "warn", Set.of("warn")))
                .isEqualTo("warn");
    }

    @Test
    void misspeltNamesAreRefused() {
        assertThatThrownBy(() -> BuildSettings.of(Map.of("BuildServerTestRetrys", "1")))
                .hasMessageContaining("BuildServerTestRetrys is not known")
                .hasMessageContaining("BuildServerTestRetries");
    }

    @Test
    void onlyThoseThatCanChangeOutputsOrResultsOfTestsSeparateBuildsInTheCache() {
        List<String> free = List.of(
                BuildSettings.AGENTS,
                BuildSettings.ARTIFACTS,
                BuildSettings.ARTIFACTS_IF_NONE,
                BuildSettings.BINARY_LOG,
                BuildSettings.LICENCES,
                BuildSettings.NEW_WARNINGS,
                BuildSettings.SECRETS_IGNORED,
                BuildSettings.SLICE_SECONDS,
                BuildSettings.VERIFY_PERCENT,
                BuildSettings.VULNERABILITIES);
        assertThat(free).allSatisfy(name -> {
            assertThat(CacheScope.relevant(Map.of(name, "1"))).isEmpty();
            assertThat(scope(Map.of(name, "1"))).isEqualTo(scope(Map.of()));
        });
        assertThat(List.of(
                        BuildSettings.IMAGE,
                        BuildSettings.KEEP_COMMIT_ID,
                        BuildSettings.NUGET_SOURCES,
                        BuildSettings.TEST_RETRIES,
                        "DefineConstants"))
                .allSatisfy(name -> assertThat(scope(Map.of(name, "1"))).isNotEqualTo(scope(Map.of())));
    }

    private static String scope(Map<String, String> properties) {
        return CacheScope.of("https://example.com/repository.git", "Linux", properties, "main");
    }

    @Test
    void foldersOfACheckoutStayInTheRepository() {
        BuildSettings settings = BuildSettings.of(Map.of("BuildServerCheckoutFolders", "src/App/; build ;;"));
        assertThat(settings.folders(BuildSettings.CHECKOUT_FOLDERS)).containsExactly("src/App", "build");
        for (String bad : List.of("../x", "/etc", "a//b", "--cone", "a/*", "a/..", "!a", "a\\b")) {
            assertThatThrownBy(() -> BuildSettings.of(Map.of("BuildServerCheckoutFolders", bad))
                            .folders(BuildSettings.CHECKOUT_FOLDERS))
                    .as(bad)
                    .hasMessageContaining("BuildServerCheckoutFolders")
                    .hasMessageContaining("folders of the repository");
        }
    }

    @Test
    void filtersNameTheMethodsOfFailedTests() {
        List<TestCaseResult> failed =
                List.of(failed("Rows(name: \"Ada\")"), failed("Rows(name: \"b\")"), failed("Other"));
        assertThat(TestFilter.of(failed, false).ofVsTest())
                .containsExactly("--filter", "FullyQualifiedName~N.C.Other|FullyQualifiedName~N.C.Rows");
        assertThat(TestFilter.of(failed, true).ofTestingPlatform())
                .containsExactly("--filter-method", "N.C.Other", "--filter-method", "N.C.Rows");
        assertThat(TestFilter.ALL.ofVsTest()).isEmpty();
    }

    private static TestCaseResult failed(String name) {
        return new TestCaseResult(
                "P", null, "N.C", name, TestOutcome.Failed, Duration.ZERO, null, null, null, null, null);
    }
}
