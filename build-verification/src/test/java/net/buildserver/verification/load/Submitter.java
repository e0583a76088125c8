package net.buildserver.verification.load;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** A client that submits builds at a pace and repeats a request with its key until it has an answer. */
final class Submitter implements Runnable {
    private static final int PROJECTS = 5;

    private final List<URI> servers;
    private final Supplier<String> login;
    private final Journal journal;
    private final Random random;
    private volatile boolean stopped;

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
        String token = login.get();
        while (!stopped) {
            String key = UUID.randomUUID().toString();
            String body = build(random.nextInt(PROJECTS));
            for (int status = 0; status != 202 && !stopped; ) {
                status = submit(token, key, body);
                if (status == 401) {
                    token = login.get();
                }
            }
            Patience.pause(20 + random.nextInt(120));
        }
    }

    private static String build(int project) {
        return """
            {"job":{"projectName":"Fault%d","repositoryUrl":"https://git.example.com/org/app","gitRef":"main",
            "solutionPath":"App.sln","createPackages":true,"requesterEmail":"load@example.com"},"strategy":"Clean"}""".formatted(project);
    }

    private int submit(String token, String key, String body) {
        try (Wire wire = new Wire(servers.get(random.nextInt(servers.size())))) {
            Wire.Answer answer = wire.post("/api/v1/builds", token, body, "Idempotency-Key: " + key);
            if (answer.status() == 202) {
                journal.accepted.add(UUID.fromString(JsonMapper.shared()
                        .readTree(answer.text())
                        .get("executionId")
                        .asString()));
            } else if (answer.status() / 100 == 4 && answer.status() != 429 && answer.status() != 401) {
                journal.violations.add("submit: " + answer.status() + " " + answer.text());
            }
            return answer.status();
        } catch (IOException unreachable) {
            Patience.pause(100);
            return 0;
        }
    }
}
