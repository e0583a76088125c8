package net.buildserver.domain.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildJobRulesTests {
    private static final BuildJobRules RULES = new BuildJobRules(RepositoryScheme.NETWORK, 600);

    @Test
    void specificationExampleIsAcceptable() {
        assertThat(check(job("https://github.com/org/myapp", "refs/heads/main", "MyApp.sln", Map.of("A", "1;2"), 60)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host/a/b.git",
                "http://user@host:8080/a",
                "ssh://git@host/a/b",
                "git://host/a",
                "HTTPS://host/a"
            })
    void networkRepositoriesAreAcceptable(String url) {
        assertThat(check(job(url, "main", "A.sln", Map.of(), 60))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-uhttps://host/a",
                "--upload-pack=touch /tmp/x",
                "ext::sh -c touch%20/tmp/x",
                "file:///srv/a",
                "/srv/a",
                "git@host:a/b",
                "https:///host/a",
                "https://-oProxyCommand=x/a",
                "ssh://-oProxyCommand=x/a",
                "https://host",
                "https://host/",
                "https://host/a\nb",
                "https://host/a b",
                "ftp://host/a",
                "mailto:a@b"
            })
    void otherRepositoriesAreRefusedByName(String url) {
        assertThat(fields(job(url, "main", "A.sln", Map.of(), 60))).containsExactly("job.repositoryUrl");
    }

    @Test
    void localRepositoriesAreAcceptableWhereConfigured() {
        BuildJobRules standalone = new BuildJobRules(RepositoryScheme.NETWORK_AND_FILE, 600);
        assertThat(standalone.check(job("file:///srv/a.git", "main", "A.sln", Map.of(), 60)))
                .isEmpty();
        assertThat(standalone.check(job("file://host/a.git", "main", "A.sln", Map.of(), 60)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"main", "refs/tags/v1.2.3", "feature/a_b-c", "4f2c9e1", "dependabot/nuget/x-1.0+2", "größe"})
    void refsAreAcceptable(String ref) {
        assertThat(check(job("https://host/a", ref, "A.sln", Map.of(), 60))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-b", "a..b", "a@{1}", "a b", "a\u0000", "a\nb", "a~1", "a^", "a:b", "a?", "a*", "/a", "a/",
                "a.lock", "a//b", "a/.b", "a\\b"
            })
    void otherRefsAreRefusedByName(String ref) {
        assertThat(fields(job("https://host/a", ref, "A.sln", Map.of(), 60))).containsExactly("job.gitRef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A.sln", "src/My App/App.csproj", "a/b.slnx", "f.slnf"})
    void solutionsAreAcceptable(String path) {
        assertThat(check(job("https://host/a", "main", path, Map.of(), 60))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/A.sln",
                "../A.sln",
                "a/../A.sln",
                "a//A.sln",
                "-A.sln",
                "a/-A.sln",
                "@A.sln",
                "C:/A.sln",
                "a\\A.sln",
                "A.txt",
                "A",
                "a\n.sln"
            })
    void otherSolutionsAreRefusedByName(String path) {
        assertThat(fields(job("https://host/a", "main", path, Map.of(), 60))).containsExactly("job.solutionPath");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1A", "A B", "A;B", "-p", "", "A=B", "CustomAfterMicrosoftCommonTargets", "restoresources"})
    void badPropertyNamesAreRefused(String name) {
        assertThat(fields(job("https://host/a", "main", "A.sln", Map.of(name, "x"), 60)))
                .containsExactly("job.buildProperties." + name);
    }

    @Test
    void lineBreaksInPropertyValuesAreRefused() {
        assertThat(fields(job("https://host/a", "main", "A.sln", Map.of("A", "x\ny"), 60)))
                .containsExactly("job.buildProperties.A");
    }

    @Test
    void propertyValuesAreEscapedAndNeverSplit() {
        assertThat(MsBuildProperties.argument("A", "1;2,3 $(x) @(y) %41*?"))
                .isEqualTo("-p:A=1%3B2%2C3 %24(x) %40(y) %2541%2A%3F");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 601, Integer.MAX_VALUE})
    void timeoutsOutOfBoundsAreRefused(int minutes) {
        assertThat(fields(job("https://host/a", "main", "A.sln", Map.of(), minutes)))
                .containsExactly("job.timeoutMinutes");
    }

    private static List<Violation> check(BuildJobDescriptor job) {
        return RULES.check(job);
    }

    private static List<String> fields(BuildJobDescriptor job) {
        return check(job).stream().map(Violation::field).toList();
    }

    private static BuildJobDescriptor job(
            String url, String ref, String solution, Map<String, String> properties, int timeout) {
        return new BuildJobDescriptor(
                new UUID(0, 1),
                "MyApp",
                url,
                ref,
                solution,
                "Release",
                null,
                "AnyCPU",
                null,
                properties,
                true,
                false,
                false,
                true,
                timeout,
                Map.of(),
                Instant.EPOCH,
                "developer@example.com");
    }
}
