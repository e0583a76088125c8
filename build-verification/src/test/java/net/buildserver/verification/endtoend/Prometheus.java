package net.buildserver.verification.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A real Prometheus that scrapes every second and evaluates this project's alert rules. */
final class Prometheus implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Path RULES = Installation.ROOT.resolve("deploy/prometheus/build-server.rules.yml");
    private static final int STOP_SECONDS = 20;

    private final Process process;
    private final ApiClient api;

    private Prometheus(Process process, ApiClient api) {
        this.process = process;
        this.api = api;
    }

    /**
     * Starts it, or returns empty where the machine has none.
     *
     * @param addresses where metrics are, by the name of the job
     * @param token what it shows to whom it scrapes
     */
    static Optional<Prometheus> start(Path folder, Map<String, URI> addresses, String token) {
        var port = RunningServer.freePort();
        try {
            Files.createDirectories(folder);
            var config = Files.writeString(folder.resolve("prometheus.yml"), config(addresses, token));
            var process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + config,
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port,
                            "--enable-feature=exemplar-storage")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("console.log").toFile())
                    .start();
            var prometheus = new Prometheus(process, new ApiClient(URI.create("http://127.0.0.1:" + port)));
            prometheus.awaitReady(folder);
            return Optional.of(prometheus);
        } catch (IOException missing) {
            if (!String.valueOf(missing.getMessage()).contains("Cannot run program")) {
                throw new UncheckedIOException(missing);
            }
            return Optional.empty();
        }
    }

    private static String config(Map<String, URI> addresses, String token) {
        var jobs = addresses.entrySet().stream().map(job -> """
                - job_name: %s
                  metrics_path: %s
                  authorization: {credentials: %s}
                  static_configs: [{targets: ["%s"]}]
                """.formatted(
                job.getKey(), job.getValue().getPath(), token, job.getValue().getAuthority()));
        return """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [%s]
                scrape_configs:
                """.formatted(RULES) + jobs.collect(Collectors.joining());
    }

    private void awaitReady(Path folder) {
        Eventually.find("Prometheus; see " + folder, LIMIT, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("it ended with " + process.exitValue());
            }
            try {
                return Optional.of(api.text("/-/ready"));
            } catch (NoAnswerException | AssertionError notYet) {
                return Optional.empty();
            }
        });
    }

    /** Returns what an expression finds now. */
    List<JsonNode> query(String expression) {
        return data("query?query=" + encode(expression))
                .path("result")
                .valueStream()
                .toList();
    }

    /** Whether an expression finds a number now. */
    boolean finds(String expression) {
        return query(expression).stream()
                .anyMatch(sample -> !sample.at("/value/1").asString().equals("NaN"));
    }

    /** Returns the values that a label has among the series of {@code selector}. */
    List<String> labelValues(String label, String selector) {
        return data("label/" + label + "/values?match[]=" + encode(selector))
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** Returns the alert rules with their state. */
    List<JsonNode> rules() {
        return data("rules").at("/groups/0/rules").valueStream().toList();
    }

    /** Returns what it scrapes, and how that goes. */
    List<JsonNode> targets() {
        return data("targets").path("activeTargets").valueStream().toList();
    }

    /** Returns the exemplars of all series of {@code selector}. */
    List<JsonNode> exemplars(String selector) {
        var all = data("query_exemplars?start=0&end=9999999999&query=" + encode(selector));
        return all.valueStream()
                .flatMap(series -> series.path("exemplars").valueStream())
                .toList();
    }

    private JsonNode data(String path) {
        return api.get("/api/v1/" + path.replace("[]", "%5B%5D")).path("data");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        api.close();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
