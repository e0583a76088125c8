package net.buildserver.verification.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A running server that builds one solution on one agent after the other, for the programs of {@code measure}. */
public final class AgentsUnderMeasurement implements AutoCloseable {

    private final MeasuredServer server;

    private AgentsUnderMeasurement(MeasuredServer server) {
        this.server = server;
    }

    /** Starts a server with one agent for a solution whose files are in {@code sources}. */
    public static AgentsUnderMeasurement start(Path sources, String solution) {
        return new AgentsUnderMeasurement(MeasuredServer.withAgent(sources, solution));
    }

    /** Builds and returns how long that took on the agent. */
    public Duration build(String strategy) {
        var built = server.build(server.order(strategy));
        built.build().log().lines().filter(line -> line.contains("Cache: ")).forEach(System.out::println);
        return Duration.parse(built.status().path("duration").asString());
    }

    /** Puts the first agent out of service and starts another one that has never built anything. */
    public void changeAgent() {
        var first = server.api().get("/api/v1/agents").at("/agents/0/agentId").asString();
        server.api().post("/api/v1/agents/" + first + "/maintenance", Map.of("enabled", true), 200);
        server.join();
    }

    @Override
    public void close() {
        server.close();
    }
}
