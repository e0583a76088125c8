package net.buildserver.verification.page;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import net.buildserver.agent.metrics.Counter;

/**
 * Writes {@code docs/metrics.md} from the sources of the project.
 *
 * @param sources all of its production code
 */
record MetricsPage(Sources sources) {

    private static final String HEAD = """
            # Metrics

            Written from the code; do not edit. After a change of metrics: `./mvnw -q test -pl build-verification -am
            -Dtest=MetricsPageTests -Dsurefire.failIfNoSpecifiedTests=false -Dpage.write=true`

            ## Server

            `GET /actuator/prometheus` on every node, for the scrape token (`build-server.metrics.scrape-token`), Admins, or
            the machine itself where that is allowed. Besides these there are Spring Boot's: `http_server_requests_seconds`,
            `hikaricp_connections_*` (PostgreSQL), `lettuce_command_*` (Redis), `jvm_*`, `process_*`. Times are histograms in
            seconds (`_bucket`, `_sum`, `_count`); those about builds point at traces (exemplars with `trace_id`, in the
            OpenMetrics format) where traces are recorded. Counters count what their node did: sum them over nodes. Gauges about agents
            and the queue are read from the database and are the same on every node: take the maximum.
            Labels have few values: at most `build-server.metrics.builds.max-projects` projects are named by each node, all
            others are `#other#`; gauges of single agents are shown for 500.

            | metric | type | meaning |
            |---|---|---|
            """;

    private static final String AGENT = """

            ## Agent

            `GET /metrics` on the agent's status port (`status.port`), from its own machine only.

            | metric | type | meaning |
            |---|---|---|
            """;

    String text() throws IOException {
        var page = new StringBuilder(HEAD);
        metrics().forEach(metric -> page.append(metric.line()));
        page.append(AGENT);
        for (var counter : Counter.values()) {
            page.append(new Metric(counter.metric(), "counter", counter.help()).line());
        }
        sources.find("agent/status/MetricsPage.java").stream()
                .flatMap(AgentGauge::of)
                .forEach(gauge -> page.append(gauge.line()));
        return page.toString();
    }

    List<Metric> metrics() throws IOException {
        return sources.all().stream()
                .flatMap(source -> Metric.of(source).stream())
                .sorted(Comparator.comparing(Metric::name))
                .distinct()
                .toList();
    }
}
