package net.buildserver.verification.endtoend;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What dashboards and alerts ask, asked of a real Prometheus that scrapes a server and an agent at work. Each query finds numbers,
 * but for those of which it is known why a healthy system has none.
 */
@ExtendWith(WatchedSystem.Resolver.class)
class ScrapedMetricsTests {

    private static final Map<String, String> EMPTY_WHEN_HEALTHY = Map.of(
            "cache: Verified hits", "only builds that ask for it build hits again",
            "BuildAgentsLost", "no attempt was lost",
            "BuildInfrastructureFailures", "no build failed for reasons of the infrastructure");

    private static final String LONGEST_NAME = "Prüfung C# + 测试 ".repeat(20).substring(0, 128);
    private static final String CUT = "… (truncated)";

    private static final Pattern OUTSIDE_OF_LABELS = Pattern.compile("\\{[^}]*}|(>=|<=|==|!=|>|<)");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(build_\\w+)` \\| (\\w+) \\|");

    /** Hits that were built again, which no build here asks for. */
    private static final String NOT_HERE = "build_server_cache_verified_total";

    @Test
    void everyPanelAlertAndVariableFindsNumbersOfARunningSystem(WatchedSystem system) throws IOException {
        assumeTrue(system.prometheus().isPresent(), "skipped: there is no prometheus (apt install prometheus)");
        assumeTrue(
                system.dotnet().canTest(),
                "skipped: there are no packages for tests; see BUILD_SERVER_TEST_NUGET_FEED");
        var prometheus = system.prometheus().orElseThrow();
        assertScraped(prometheus);
        var build = build(system);

        assertScraped(prometheus);
        assertVariables(prometheus);
        assertThat(prometheus.labelValues("project", "build_server_builds_failed_total"))
                .as("a long name is cut")
                .contains(LONGEST_NAME.substring(0, 100 - CUT.length()) + CUT);
        assertNumbers(prometheus);
        assertNoAlertFires(prometheus);
        assertDocumented(prometheus);
        assertExemplars(prometheus, build);
    }

    /** The first builds make the series, the others let them grow; returns the first that succeeded. */
    private static Build build(WatchedSystem system) {
        var repository = Repository.of(system.folder().resolve("released"), ReleasedSolution.files(system.dotnet()));
        var order = order(repository, ReleasedSolution.PATH).job("publishArtifacts", true);
        var broken = order(repository, "Nowhere.slnx");
        for (String refused : List.of("a\"b", "a\nb", "a{b=\"c\"}", "x".repeat(10_000))) {
            system.api()
                    .post(
                            "/api/v1/builds",
                            order(repository, "X.sln")
                                    .job("projectName", refused)
                                    .json(),
                            422);
        }
        end(system, order(repository, "Nowhere.slnx").job("projectName", LONGEST_NAME), "Failed");
        var build = end(system, order, "Succeeded");
        end(system, broken, "Failed");
        awaitScrape(system, 2);
        end(system, order, "Succeeded");
        end(system, broken, "Failed");
        awaitScrape(system, 4);
        return build;
    }

    private static BuildOrder order(Repository repository, String path) {
        return BuildOrder.of(repository, path).with("strategy", "Cached").job("projectName", "Scraped");
    }

    private static Build end(WatchedSystem system, BuildOrder order, String status) {
        var build = Build.submit(system.api(), order);
        assertThat(build.await().path("status").asString()).as(build.log()).isEqualTo(status);
        return build;
    }

    private static void awaitScrape(WatchedSystem system, int builds) {
        var prometheus = system.prometheus().orElseThrow();
        var counted = "sum(build_server_builds_completed_total{project=\"Scraped\"}) >= " + builds;
        await(
                builds + " builds to be scraped",
                () -> prometheus.finds(counted),
                () -> prometheus.targets().toString());
    }

    private static void assertScraped(Prometheus prometheus) {
        await(
                "both to be scraped",
                () -> prometheus.finds("sum(up) == 2"),
                () -> prometheus.targets().toString());
    }

    private static void assertVariables(Prometheus prometheus) {
        var values = values();
        assertThat(new Dashboards().variables())
                .hasSize(3)
                .allSatisfy(variable -> assertThat(prometheus.labelValues(variable.label(), variable.metric()))
                        .as(variable.toString())
                        .contains(values.get(variable.name())));
    }

    private static Map<String, String> values() {
        return Map.of("pool", "Linux", "strategy", "Cached", "project", "Scraped");
    }

    /** Asks everything; some is measured in the background, so that it comes a little later. */
    private static void assertNumbers(Prometheus prometheus) {
        var dashboards = new Dashboards();
        var queries = new ArrayList<>(dashboards.panels(values()));
        dashboards.annotations().forEach(annotation -> queries.add(alwaysAnswering(annotation)));
        prometheus.rules().stream()
                .map(rule -> new Dashboards.Query(
                        rule.path("name").asString(), rule.path("query").asString()))
                .forEach(rule -> queries.add(alwaysAnswering(rule)));
        assertThat(queries).hasSizeGreaterThan(70);
        assertThat(queries.stream().map(Dashboards.Query::place)).containsAll(EMPTY_WHEN_HEALTHY.keySet());

        queries.removeIf(query -> EMPTY_WHEN_HEALTHY.containsKey(query.place()));
        await(
                "numbers",
                () -> {
                    queries.removeIf(query -> prometheus.finds(query.expression()));
                    return queries.isEmpty();
                },
                queries::toString);
    }

    private static void assertNoAlertFires(Prometheus prometheus) {
        assertThat(prometheus.rules()).allSatisfy(rule -> {
            assertThat(rule.path("health").asString()).as(rule.toPrettyString()).isEqualTo("ok");
            assertThat(rule.path("state").asString()).as(rule.toPrettyString()).isNotEqualTo("firing");
        });
    }

    /** Turns each comparison, which keeps what it holds for, into one that answers 0 or 1. */
    private static Dashboards.Query alwaysAnswering(Dashboards.Query query) {
        return new Dashboards.Query(
                query.place(),
                OUTSIDE_OF_LABELS
                        .matcher(query.expression())
                        .replaceAll(found -> found.group(1) == null ? quoted(found) : found.group(1) + " bool "));
    }

    private static String quoted(MatchResult found) {
        return Matcher.quoteReplacement(found.group());
    }

    private static void assertDocumented(Prometheus prometheus) throws IOException {
        var page = Files.readString(Installation.ROOT.resolve("docs/metrics.md"));
        var documented = DOCUMENTED.matcher(page).results().collect(toMap(row -> row.group(1), row -> row.group(2)));
        var scraped = prometheus.labelValues("__name__", "{__name__=~\"build_.*\"}");

        assertThat(documented).hasSizeGreaterThan(60);
        assertThat(documented.entrySet().stream()
                        .map(metric -> metric.getKey() + (metric.getValue().equals("histogram") ? "_bucket" : ""))
                        .filter(metric -> !metric.equals(NOT_HERE)))
                .isSubsetOf(scraped);
    }

    private static void assertExemplars(Prometheus prometheus, Build build) {
        for (var histogram : List.of("queue_wait", "build_duration", "compilation_duration", "dispatch_latency")) {
            assertThat(prometheus.exemplars("build_server_%s_seconds_bucket".formatted(histogram)))
                    .as(histogram)
                    .isNotEmpty()
                    .allSatisfy(exemplar -> assertThat(
                                    exemplar.at("/labels/trace_id").asString())
                            .matches("[0-9a-f]{32}"));
        }
        assertThat(prometheus.exemplars("build_server_build_duration_seconds_bucket{strategy=\"Cached\"}").stream()
                        .map(exemplar -> exemplar.at("/labels/trace_id").asString()))
                .contains(build.status().path("traceId").asString());
    }

    private static void await(String what, Supplier<Boolean> there, Supplier<String> otherwise) {
        try {
            Eventually.find(what, Prometheus.LIMIT, () -> there.get() ? Optional.of(true) : Optional.empty());
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + ": " + otherwise.get(), late);
        }
    }
}
