package net.buildserver.verification.load;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that submits builds at a pace and repeats a request with its key until it has an answer. Some it sends again although they
 * were accepted, some it cancels, and of some it asks why they wait.
 */
final class Submitter implements Runnable {
    private static final int PROJECTS = 5;
    private static final Set<String> WAITING = Set.of("Queued", "AwaitingApproval");

    private final List<URI> servers;
    private final Supplier<String> login;
    private final Journal journal;
    private final Random random;
    private volatile boolean stopped;
    private String token = "";

    Submitter(List<URI> servers, Supplier<String> login, Journal journal, long seed) {
        this.servers = servers;
        this.login = login;
        this.journal = journal;
        this.random = new Random(seed);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            String key = UUID.randomUUID().toString();
            String body = build(random.nextInt(PROJECTS));
            UUID build = untilAccepted(key, body);
            if (build != null) {
                afterwards(build, key, body);
            }
            Patience.pause(20 + random.nextInt(120));
        }
    }

    private static String build(int project) {
        return """
            {"job":{"projectName":"Fault%d","repositoryUrl":"https://git.example.com/org/app","gitRef":"main",
            "solutionPath":"App.sln","createPackages":true,"requesterEmail":"load@example.com"},"strategy":"Clean"}""".formatted(project);
    }

    private @org.jspecify.annotations.Nullable UUID untilAccepted(String key, String body) {
        while (!stopped) {
            Wire.Answer answer = send("POST", "/api/v1/builds", body, "Idempotency-Key: " + key);
            if (answer.status() == 202) {
                UUID build = UUID.fromString(JsonMapper.shared()
                        .readTree(answer.text())
                        .get("executionId")
                        .asString());
                journal.accepted.add(build);
                return build;
            }
            if (answer.status() / 100 == 4 && answer.status() != 429 && answer.status() != 401) {
                journal.violations.add("protocol: submit: " + answer.status() + " " + answer.text());
            }
        }
        return null;
    }

    private void afterwards(UUID build, String key, String body) {
        switch (random.nextInt(20)) {
            case 0 -> {
                journal.fault("build cancelled");
                journal.cancelled.add(build);
                send("POST", "/api/v1/builds/" + build + "/cancel", "", "");
            }
            case 1, 2 -> {
                journal.fault("submit repeated after its answer");
                UUID same = untilAccepted(key, body);
                if (same != null && !same.equals(build)) {
                    journal.violations.add("5: one key has two builds: " + build + " and " + same);
                }
            }
            case 3, 4 -> askWhyItWaits(build);
            default -> {
                // It just waits.
            }
        }
    }

    private void askWhyItWaits(UUID build) {
        Wire.Answer answer = send("GET", "/api/v1/builds/" + build + "/queue", "", "");
        if (answer.status() != 200) {
            return;
        }
        JsonNode queue = JsonMapper.shared().readTree(answer.text());
        if (WAITING.contains(queue.path("status").asString())
                && queue.path("waitingFor").asString("").isBlank()) {
            // Between the two reads of the answer it may have been offered.
            Wire.Answer again = send("GET", "/api/v1/builds/" + build + "/queue", "", "");
            JsonNode second = JsonMapper.shared().readTree(again.status() == 200 ? again.text() : "{}");
            if (WAITING.contains(second.path("status").asString())
                    && second.path("waitingFor").asString("").isBlank()) {
                journal.violations.add("11: a build waits without a reason: " + again.text());
            }
        }
    }

    /** Returns the answer, with status 0 if there was none. */
    private Wire.Answer send(String method, String path, String body, String header) {
        try (Wire wire = new Wire(servers.get(random.nextInt(servers.size())))) {
            if (token.isEmpty()) {
                token = login.get();
            }
            Wire.Answer answer = wire.send(
                    method,
                    path,
                    token,
                    header.isEmpty() ? "application/json" : "application/json\r\n" + header,
                    body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            journal.answered(method + " " + path, answer);
            if (answer.status() == 401) {
                token = "";
            }
            return answer;
        } catch (IOException | RuntimeException unreachable) {
            Patience.pause(100);
            return new Wire.Answer(0, "");
        }
    }
}
