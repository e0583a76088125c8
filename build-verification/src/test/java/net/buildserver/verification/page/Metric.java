package net.buildserver.verification.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A metric of the server, read from the source that makes it.
 *
 * @param name as Prometheus sees it, such as {@code build_server_offers_total}
 * @param type {@code counter}, {@code gauge} or {@code histogram}
 * @param meaning one sentence or phrase, empty if the source gives none
 */
record Metric(String name, String type, String meaning) {

    private static final Pattern BUILDER = Pattern.compile(
            "(?s)\\b(Counter|Timer|Gauge|MultiGauge)\\.builder\\(\\s*\"(build\\.[a-z.]+)\"(.*?)(?:register|withRegistry)\\(");
    private static final Pattern DESCRIPTION =
            Pattern.compile("(?s)\\.description\\(\\s*(\"(?:[^\"]|\"\\s*\\+\\s*\")*\")\\s*\\)");
    private static final Pattern UNIT = Pattern.compile("\\.baseUnit\\(\"(\\w+)\"\\)");
    private static final Pattern LITERAL = Pattern.compile("\"(build\\.(?:server|queue)\\.[a-z.]+)\"");

    /** Reads all metrics of one source file. */
    static List<Metric> of(String source) {
        return BUILDER.matcher(source).results().map(Metric::read).toList();
    }

    /** Returns names of metrics that stand in {@code source} elsewhere than in a builder with its description. */
    static List<String> undocumented(String source) {
        var names = new ArrayList<String>();
        if (source.contains("import io.micrometer")) {
            LITERAL.matcher(BUILDER.matcher(source).replaceAll(""))
                    .results()
                    .forEach(literal -> names.add(literal.group(1)));
        }
        of(source).stream().filter(metric -> metric.meaning().isEmpty()).forEach(metric -> names.add(metric.name()));
        return names;
    }

    private static Metric read(MatchResult found) {
        var base = found.group(2).replace('.', '_');
        var unit = UNIT.matcher(found.group(3));
        var named = unit.find() ? base + "_" + unit.group(1) : base;
        var description = DESCRIPTION.matcher(found.group(3));
        var meaning = description.find()
                ? description.group(1).replaceAll("\"\\s*\\+\\s*\"", "").replaceAll("^\"|\"$", "")
                : "";
        return switch (found.group(1).toLowerCase(Locale.ROOT)) {
            case "counter" -> new Metric(named + "_total", "counter", meaning);
            case "timer" -> new Metric(base + "_seconds", "histogram", meaning);
            default -> new Metric(named, "gauge", meaning);
        };
    }

    String line() {
        return "| `%s` | %s | %s |\n".formatted(name, type, meaning);
    }
}
