package net.buildserver.verification.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.cache.Sha256;
import net.buildserver.domain.protocol.ArtifactCommit;
import net.buildserver.domain.protocol.ArtifactDeclaration;
import net.buildserver.domain.protocol.ArtifactDeclarations;
import net.buildserver.domain.protocol.UploadTarget;
import net.buildserver.domain.protocol.UploadTargets;
import net.buildserver.verification.endtoend.Installation;

/** What each request of a build's way costs: statements and bytes to PostgreSQL and back, commands to Redis, bytes of HTTP. */
public final class HotPathCost {
    private static final String LOG =
            "a line as builds write it, of ordinary length, this one with 79 characters in it\n".repeat(12);

    /** Signals are published after the answer. */
    private static final long SETTLE_MILLIS = 30;

    private final Services services;
    private final HaltLine line;
    private final Map<String, List<long[]>> costs = new LinkedHashMap<>();

    private HotPathCost(Services services, HaltLine line) {
        this.services = services;
        this.line = line;
    }

    /** Takes {@code builds} builds through all steps, one after the other, and prints the median of each step. */
    public static void run(int builds) throws Exception {
        Path folder = Installation.workFolder("cost-" + UUID.randomUUID());
        try (Services services = Services.start(folder);
                HaltLine line = HaltLine.before(services.databasePort())) {
            Map<String, String> properties = new HashMap<>(services.properties());
            properties.computeIfPresent("spring.datasource.url", (name, url) -> line.through(url));
            try (ServerNode server = ServerNode.start(folder, Services.freePort(), properties)) {
                HotPathCost cost = new HotPathCost(services, line);
                cost.measure(server, builds);
                cost.print();
            }
        }
    }

    private interface Step {
        Wire.Answer run() throws IOException;
    }

    private void measure(ServerNode server, int builds) throws IOException {
        String admin = server.adminToken();
        try (Wire client = new Wire(server.url());
                SimulatedAgent agent =
                        SimulatedAgent.join(server.url(), new LoadRun.Enrolment(server).token(), "cost")) {
            for (int number = 0; number < builds; number++) {
                int project = number;
                Bytes http = () -> client.bytes() + agent.bytes();
                step("submit", http, () -> client.post("/api/v1/builds", admin, LoadRun.build(project)));
                List<UUID> attempts = new ArrayList<>();
                step("poll, match and offer", http, () -> {
                    agent.poll().ifPresent(offer -> attempts.add(offer.attemptId()));
                    return new Wire.Answer(200, "");
                });
                if (!attempts.isEmpty()) {
                    build(agent, attempts.getFirst(), http);
                }
            }
        }
    }

    private void build(SimulatedAgent agent, UUID attempt, Bytes http) throws IOException {
        step("accept", http, () -> agent.accept(attempt));
        step("report of one stage", http, () -> agent.report(attempt, 1, List.of("Clone")));
        step("log append of " + LOG.length() + " bytes", http, () -> agent.log(attempt, 0, LOG));
        step("heartbeat", http, () -> agent.heartbeat(attempt));
        ArtifactDeclaration declared =
                new ArtifactDeclaration(UUID.randomUUID(), "a.txt", 5, "text/plain", Sha256.of("hello"));
        String path = "/attempts/" + attempt + "/artifacts";
        List<UploadTarget> targets = new ArrayList<>();
        step("artifact declared", http, () -> {
            Wire.Answer answer = agent.post(path, new ArtifactDeclarations(List.of(declared)));
            targets.addAll(SimulatedAgent.read(answer, UploadTargets.class).targets());
            return answer;
        });
        targets.forEach(target -> FaultyBuild.put(target.url(), target.headers(), "hello"));
        step(
                "artifact committed",
                http,
                () -> agent.post(path + "/commit", new ArtifactCommit(List.of(declared.artifactId()))));
        step("finish", http, () -> agent.finish(attempt, 1, LOG.length()));
    }

    private interface Bytes {
        long now();
    }

    private void step(String what, Bytes http, Step step) throws IOException {
        long[] before = {line.statements(), line.bytes(), services.redisCommands(), http.now()};
        Wire.Answer answer = step.run();
        if (answer.status() / 100 != 2) {
            throw new IOException(what + ": " + answer.status() + " " + answer.text());
        }
        Patience.pause(SETTLE_MILLIS);
        // The question before is counted now.
        long[] after = {line.statements(), line.bytes(), services.redisCommands() - 1, http.now()};
        for (int index = 0; index < after.length; index++) {
            after[index] -= before[index];
        }
        costs.computeIfAbsent(what, key -> new ArrayList<>()).add(after);
    }

    private void print() {
        System.out.println("step | statements | bytes to PostgreSQL and back | commands to Redis | bytes of HTTP");
        costs.forEach((what, all) -> System.out.println(what + " | " + median(all, 0) + " | " + median(all, 1) + " | "
                + median(all, 2) + " | " + median(all, 3)));
    }

    private static long median(List<long[]> costs, int index) {
        long[] sorted = costs.stream().mapToLong(cost -> cost[index]).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
