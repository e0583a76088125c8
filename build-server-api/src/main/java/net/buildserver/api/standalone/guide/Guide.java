package net.buildserver.api.standalone.guide;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import net.buildserver.api.standalone.Terminal;
import tools.jackson.databind.JsonNode;

/** Runs a first build through the public API and shows what came of it. */
public final class Guide implements AutoCloseable {
    private static final String EMAIL = "quickstart@example.com";

    private final ApiClient api;
    private final Terminal terminal;

    /** Talks to {@code server} and prints on {@code terminal}. */
    public Guide(URI server, Terminal terminal) {
        this.api = new ApiClient(server);
        this.terminal = terminal;
    }

    /**
     * Logs in.
     *
     * @return whether the password was right; it is not when somebody changed it since the first start
     */
    public boolean logIn(String username, String password) throws IOException {
        try {
            api.logIn(username, password);
            return true;
        } catch (ApiRefusal refused) {
            if (refused.status() == 401) {
                return false;
            }
            throw refused;
        }
    }

    /**
     * Submits a build, follows it and shows its result.
     *
     * @return whether it succeeded and every artifact could be downloaded with the digest that the server names
     */
    public boolean run(BuildWish wish) throws IOException {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("projectName", wish.projectName());
        job.put("repositoryUrl", wish.repositoryUrl());
        job.put("gitRef", wish.ref());
        job.put("solutionPath", wish.solution());
        job.put("runTests", wish.runTests());
        job.put("createPackages", true);
        job.put("publishArtifacts", true);
        JsonNode accepted = api.post(
                "/api/v1/builds",
                Map.of("job", job, "targetPool", wish.pool(), "strategy", "Clean", "requesterEmail", EMAIL));
        String self = accepted.path("links").path("self").asString();
        terminal.line("  Build " + accepted.path("executionId").asString() + " of " + wish.repositoryUrl());
        JsonNode build;
        try (StageTicker stages = new StageTicker(api, self, terminal)) {
            stages.start();
            new LogFollower(api, terminal)
                    .follow(accepted.path("links").path("logs").asString());
            build = api.get(self);
            stages.tick(build);
        }
        boolean downloaded = showArtifacts(api.get(self + "/artifacts"));
        return showResult(build) && downloaded;
    }

    private boolean showArtifacts(JsonNode list) throws IOException {
        if (list.path("artifacts").isEmpty()) {
            return true;
        }
        terminal.heading("Artifacts (each downloaded again and its SHA-256 compared)");
        boolean allMatch = true;
        ArtifactCheck check = new ArtifactCheck(api);
        for (JsonNode artifact : list.path("artifacts")) {
            long started = System.nanoTime();
            String text = artifact.path("path").asString() + "  "
                    + Terminal.bytes(artifact.path("sizeBytes").asLong()) + "  sha256 "
                    + artifact.path("sha256Hash").asString();
            if (check.matches(artifact)) {
                terminal.done(text, Duration.ofNanos(System.nanoTime() - started));
            } else {
                terminal.failed(text + ": the downloaded bytes differ");
                allMatch = false;
            }
        }
        terminal.line("  Download:  curl -fL -H \"Authorization: Bearer $TOKEN\" -O -J <server>"
                + list.path("artifacts").get(0).path("downloadUrl").asString());
        return allMatch;
    }

    private boolean showResult(JsonNode build) {
        boolean succeeded = build.path("status").asString().equals("Succeeded");
        terminal.heading("Result");
        JsonNode tests = build.path("testResults");
        if (tests.isObject()) {
            terminal.line("  Tests: " + tests.path("passed").asInt() + " passed, "
                    + tests.path("failed").asInt() + " failed, "
                    + tests.path("skipped").asInt() + " skipped");
        }
        if (succeeded) {
            terminal.done("Build succeeded", duration(build));
        } else {
            terminal.failed("Build " + build.path("status").asString() + ": "
                    + build.path("errorMessage").asString("no reason given"));
        }
        return succeeded;
    }

    static Duration duration(JsonNode timed) {
        String text = timed.path("duration").asString("");
        return text.isEmpty() ? Duration.ZERO : Duration.parse(text);
    }

    @Override
    public void close() {
        api.close();
    }
}
