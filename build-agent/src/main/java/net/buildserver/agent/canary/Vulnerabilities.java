package net.buildserver.agent.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code dotnet list package --vulnerable --include-transitive --format json} says.
 *
 * @param isTold whether any of the sources tells of vulnerabilities; folders do not
 * @param found each vulnerable package with severity and advisory
 */
public record Vulnerabilities(boolean isTold, List<Found> found) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Severities, the least first. */
    public static final List<String> SEVERITIES = List.of("low", "moderate", "high", "critical");

    public Vulnerabilities {
        found = List.copyOf(found);
    }

    /**
     * One vulnerability.
     *
     * @param what package, version, severity and advisory
     * @param severity place in {@link #SEVERITIES}; the highest if it is none of them
     */
    public record Found(String what, int severity) {}

    /** Reads the command's output, whatever stands before and behind; nothing if there is none in it. */
    public static Optional<Vulnerabilities> parse(String output) {
        int from = output.indexOf('{');
        int to = output.lastIndexOf('}');
        if (from < 0 || to < from) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(output.substring(from, to + 1));
            List<Found> found = new ArrayList<>();
            for (JsonNode project : root.path("projects")) {
                for (JsonNode framework : project.path("frameworks")) {
                    add(framework.path("topLevelPackages"), found);
                    add(framework.path("transitivePackages"), found);
                }
            }
            boolean told = root.path("sources")
                    .valueStream()
                    .anyMatch(source -> source.asString("").matches("(?i)https?://.*"));
            return Optional.of(
                    new Vulnerabilities(told, found.stream().distinct().toList()));
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private static void add(JsonNode packages, List<Found> found) {
        for (JsonNode one : packages) {
            for (JsonNode vulnerability : one.path("vulnerabilities")) {
                String severity = vulnerability.path("severity").asString("").toLowerCase(Locale.ROOT);
                int place = SEVERITIES.indexOf(severity);
                found.add(new Found(
                        one.path("id").asString("") + " "
                                + one.path("resolvedVersion").asString("") + " (" + severity + ", "
                                + vulnerability.path("advisoryurl").asString("") + ")",
                        place < 0 ? SEVERITIES.size() - 1 : place));
            }
        }
    }

    /** Returns those of at least {@code severity}. */
    public List<String> from(String severity) {
        return found.stream()
                .filter(one -> one.severity() >= SEVERITIES.indexOf(severity))
                .map(Found::what)
                .toList();
    }
}
