package net.buildserver.verification.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dashboards and alert rules ask only for metrics that there are, in queries that Prometheus understands. */
class MonitoringTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern OURS = Pattern.compile("\\bbuild_(?:server|queue|agent)_[a-z_0-9]+");
    private static final Pattern PART_OF_HISTOGRAM = Pattern.compile("_(bucket|sum|count)$");
    private static final Path RULES = DeployFiles.ROOT.resolve("prometheus/build-server.rules.yml");

    @Test
    void dashboardsAskForMetricsThatThereAre() throws IOException {
        for (Path dashboard : dashboards()) {
            String text = Files.readString(dashboard);
            assertThat(metrics(text)).as(dashboard.toString()).isNotEmpty().isSubsetOf(documented());
            assertThat(JSON.readTree(text).get("panels").values()).allSatisfy(panel -> {
                assertThat(panel.get("description").asString()).isNotBlank();
                assertThat(panel.get("datasource").get("uid").asString()).isEqualTo("${source}");
            });
        }
    }

    @Test
    void alertsAskForMetricsThatThereAreAndHaveAPageEach() throws IOException {
        String rules = Files.readString(RULES);
        assertThat(metrics(rules)).isNotEmpty().isSubsetOf(documented());
        List<String> alerts = Pattern.compile("- alert: (\\w+)")
                .matcher(rules)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(alerts)
                .hasSizeGreaterThan(5)
                .allSatisfy(alert -> assertThat(DeployFiles.ROOT.resolve("../docs/runbooks/" + alert + ".md"))
                        .exists());
    }

    @Test
    void prometheusUnderstandsEveryQueryOfTheDashboards(@TempDir Path folder) throws Exception {
        StringBuilder rules = new StringBuilder("groups:\n- name: dashboards\n  rules:\n");
        int number = 0;
        for (Path dashboard : dashboards()) {
            for (JsonNode target : JSON.readTree(Files.readString(dashboard)).findValues("expr")) {
                String query = target.asString().replaceAll("\\$__(rate_interval|range)", "5m");
                rules.append("  - record: query:number_")
                        .append(number++)
                        .append("\n    expr: '")
                        .append(query.replace("'", "''"))
                        .append("'\n");
            }
        }
        Path file = Files.writeString(folder.resolve("rules.yml"), rules);

        assertThat(promtool("check", "rules", file.toString())).isZero();
        assertThat(number).isGreaterThan(40);
    }

    @Test
    void alertsFireWhenTheyMustAndNeverOnUsersOwnFailures() throws Exception {
        assertThat(promtool(
                        "test",
                        "rules",
                        DeployFiles.ROOT
                                .resolve("prometheus/tests/build-server.test.yml")
                                .toString()))
                .isZero();
    }

    private static int promtool(String... arguments) throws IOException, InterruptedException {
        Optional<DeployFiles.Said> said = DeployFiles.run(
                Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toArray(String[]::new));
        assumeTrue(
                said.isPresent(),
                "promtool is not installed (apt install prometheus), so rules and queries are not tried");
        assertThat(said.orElseThrow().output()).doesNotContain("FAILED");
        return said.orElseThrow().exitCode();
    }

    private static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(DeployFiles.ROOT.resolve("grafana"))) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    private static List<String> metrics(String text) {
        return OURS.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(MonitoringTests::family)
                .toList();
    }

    /** A histogram is documented by its name, and asked for by its parts. */
    private static String family(String metric) {
        return PART_OF_HISTOGRAM.matcher(metric).replaceAll("");
    }

    private static List<String> documented() throws IOException {
        return OURS.matcher(Files.readString(DeployFiles.ROOT.resolve("../docs/metrics.md")))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
