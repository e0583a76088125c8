package net.buildserver.agent.stage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.buildserver.agent.failure.BuildFailedException;

/**
 * What a build asks of the agent itself, as build properties whose names begin with {@code BuildServer}. Wrong values fail the
 * build with a sentence that names the property and what it may be.
 */
final class BuildSettings {
    /** How often failed tests are run again, 0 to 3, by default 0. */
    static final String TEST_RETRIES = "BuildServerTestRetries";
    /** Most failed tests that are run again, by default 5: more are no flaky tests but a broken build. */
    static final String TEST_RETRY_MOST = "BuildServerTestRetryMost";
    /** Largest share of failed tests that are run again, in percent, by default 30. */
    static final String TEST_RETRY_PERCENT = "BuildServerTestRetryPercent";
    /** Fewest tests that have to run, by default 1 where there are test projects. */
    static final String TEST_MINIMUM = "BuildServerTestMinimum";
    /** After how many minutes without a finished test a test host is dumped and ended, by default 0 for never. */
    static final String TEST_HANG_MINUTES = "BuildServerTestHangMinutes";
    /** Whether a crashed test host leaves a dump, by default false. */
    static final String TEST_DUMPS = "BuildServerTestDumps";
    /** Patterns of further artifacts. */
    static final String ARTIFACTS = "BuildServerArtifacts";
    /** What happens if the patterns match nothing: {@code fail}, {@code warn} (default) or {@code ignore}. */
    static final String ARTIFACTS_IF_NONE = "BuildServerArtifactsIfNone";

    /** Image of the container that the build runs in, where agents have containers. */
    static final String IMAGE = "BuildServerImage";

    /** Folders of the repository that are checked out, separated by {@code ;}; by default all. */
    static final String CHECKOUT_FOLDERS = "BuildServerCheckoutFolders";

    /** How many agents share a distributed build, by default all that could take it. */
    static final String AGENTS = "BuildServerAgents";

    /** How many seconds a slice of a distributed build takes beside its projects, by default 4; more make fewer slices. */
    static final String SLICE_SECONDS = "BuildServerSliceSeconds";

    /** Package sources that replace those of the repository, addresses or folders of the repository, separated by {@code ;}. */
    static final String NUGET_SOURCES = "BuildServerNuGetSources";

    /** Whether failed builds leave their binary log (by default), all builds do ({@code always}), or none ({@code never}). */
    static final String BINARY_LOG = "BuildServerBinaryLog";

    /** Whether assemblies keep the commit id in their version, by default false: then every commit has outputs of its own. */
    static final String KEEP_COMMIT_ID = "BuildServerKeepCommitId";

    /** How many of a hundred cache hits are built again and compared, by default 0. */
    static final String VERIFY_PERCENT = "BuildServerVerifyPercent";

    /** How many kinds of warnings that the last successful build did not have a canary may have, by default 0. */
    static final String NEW_WARNINGS = "BuildServerNewWarnings";

    /** From which severity on a vulnerable package stops a canary: {@code low} (default) to {@code critical}, or {@code off}. */
    static final String VULNERABILITIES = "BuildServerVulnerabilities";

    /** Patterns of outputs in which a canary may have what looks like a secret. */
    static final String SECRETS_IGNORED = "BuildServerSecretsIgnored";

    /** Licences that packages of a canary may have, separated by {@code ;}; by default all. */
    static final String LICENCES = "BuildServerLicences";

    private static final Set<String> NAMES = Set.of(
            NEW_WARNINGS,
            VULNERABILITIES,
            SECRETS_IGNORED,
            LICENCES,
            AGENTS,
            SLICE_SECONDS,
            TEST_RETRIES,
            TEST_RETRY_MOST,
            TEST_RETRY_PERCENT,
            TEST_MINIMUM,
            TEST_HANG_MINUTES,
            TEST_DUMPS,
            ARTIFACTS,
            ARTIFACTS_IF_NONE,
            CHECKOUT_FOLDERS,
            IMAGE,
            NUGET_SOURCES,
            BINARY_LOG,
            KEEP_COMMIT_ID,
            VERIFY_PERCENT,
            NetworkWish.PROPERTY);
    private static final String PREFIX = "BuildServer";

    private final Map<String, String> properties;

    private BuildSettings(Map<String, String> properties) {
        this.properties = properties;
    }

    static BuildSettings of(BuildContext context) {
        return of(context.job().buildProperties());
    }

    static BuildSettings of(Map<String, String> properties) {
        // MSBuild does not tell names of properties apart by case.
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(properties);
        for (String name : all.keySet()) {
            if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                    && NAMES.stream().noneMatch(name::equalsIgnoreCase)) {
                throw BuildFailedException.configuration("the build property " + name
                        + " is not known; those of the build server are " + String.join(", ", new TreeSet<>(NAMES)));
            }
        }
        return new BuildSettings(all);
    }

    int number(String name, int most, int otherwise) {
        String value = properties.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) > most) {
            throw wrong(name, value, "a number from 0 to " + most);
        }
        return Integer.parseInt(value);
    }

    boolean isTrue(String name) {
        return oneOf(name, "false", Set.of("true", "false")).equals("true");
    }

    String oneOf(String name, String otherwise, Set<String> allowed) {
        String value = properties.getOrDefault(name, otherwise);
        if (!allowed.contains(value)) {
            throw wrong(name, value, "one of " + String.join(", ", new TreeSet<>(allowed)));
        }
        return value;
    }

    String text(String name) {
        return properties.getOrDefault(name, "");
    }

    /** Returns folders of the repository, relative to it. */
    List<String> folders(String name) {
        List<String> folders = Stream.of(text(name).split(";", -1))
                .map(folder -> folder.strip().replaceAll("/+$", ""))
                .filter(folder -> !folder.isEmpty())
                .toList();
        for (String folder : folders) {
            boolean inside = Stream.of(folder.split("/", -1)).noneMatch(part -> part.isEmpty() || part.matches("\\.+"));
            if (!inside || folder.startsWith("-") || !folder.matches("[^\\\\*?\\[\\]\\p{Cntrl}\"!#]+")) {
                throw wrong(name, folder, "folders of the repository, such as src/App;build, without wildcards");
            }
        }
        return folders;
    }

    private static BuildFailedException wrong(String name, String value, String allowed) {
        return BuildFailedException.configuration(
                "the build property " + name + " is '" + value + "', but must be " + allowed);
    }
}
