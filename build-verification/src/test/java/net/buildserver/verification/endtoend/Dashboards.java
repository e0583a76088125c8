package net.buildserver.verification.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the dashboards ask of Prometheus, as Grafana asks it: with values in the place of their variables. */
final class Dashboards {

    private static final Path FOLDER = Installation.ROOT.resolve("deploy/grafana");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");

    private final Map<String, JsonNode> byName = new LinkedHashMap<>();

    Dashboards() {
        try (var files = Files.list(FOLDER)) {
            for (var file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                byName.put(
                        file.getFileName().toString().replace(".json", ""),
                        JsonMapper.shared().readTree(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A query.
     *
     * @param place dashboard and panel
     * @param expression what is asked, with values in the place of the variables
     */
    record Query(String place, String expression) {}

    /** Returns the query of every panel. */
    List<Query> panels(Map<String, String> variables) {
        var queries = new ArrayList<Query>();
        byName.forEach((name, dashboard) -> dashboard
                .path("panels")
                .forEach(panel -> panel.path("targets").forEach(target -> {
                    var place = name + ": " + panel.path("title").asString();
                    queries.add(new Query(place, substitute(target.path("expr").asString(), variables)));
                })));
        return queries;
    }

    /** Returns the query of every annotation. */
    List<Query> annotations() {
        var queries = new ArrayList<Query>();
        byName.forEach((name, dashboard) -> dashboard
                .at("/annotations/list")
                .forEach(annotation -> queries.add(new Query(
                        name + ": " + annotation.path("name").asString(),
                        annotation.path("expr").asString()))));
        return queries;
    }

    /**
     * Where the values of a variable come from.
     *
     * @param name variable
     * @param metric metric whose series have them
     * @param label label
     */
    record Variable(String name, String metric, String label) {}

    /** Returns each variable that Prometheus is asked for. */
    List<Variable> variables() {
        return byName.values().stream()
                .flatMap(dashboard -> dashboard.at("/templating/list").valueStream())
                .filter(variable -> variable.path("type").asString().equals("query"))
                .map(variable -> {
                    var query = LABEL_VALUES.matcher(variable.at("/query/query").asString());
                    if (!query.matches()) {
                        throw new AssertionError(variable.toPrettyString());
                    }
                    return new Variable(variable.path("name").asString(), query.group(1), query.group(2));
                })
                .distinct()
                .toList();
    }

    private static String substitute(String expression, Map<String, String> variables) {
        var text = expression.replace("$__rate_interval", "10m").replace("$__range", "1h");
        for (var variable : variables.entrySet()) {
            text = text.replace("$" + variable.getKey(), variable.getValue());
        }
        if (text.contains("$")) {
            throw new AssertionError("a variable without a value: " + text);
        }
        return text;
    }
}
