package net.buildserver.verification.page;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The agent's gauges, read from the source of its metrics page. */
final class AgentGauge {

    private static final Pattern GAUGE = Pattern.compile("gauge\\(\\s*\"(\\w+)\",\\s*\"([^\"]+)\"");
    private static final Pattern HEAD = Pattern.compile("head\\(\\s*\"(\\w+)\",\\s*\"gauge\",\\s*\"([^\"]+)\"");

    private AgentGauge() {}

    static Stream<Metric> of(String source) {
        return Stream.concat(
                GAUGE.matcher(source)
                        .results()
                        .map(found -> new Metric("build_agent_" + found.group(1), "gauge", found.group(2))),
                HEAD.matcher(source).results().map(found -> new Metric(found.group(1), "gauge", found.group(2))));
    }
}
