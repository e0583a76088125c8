package net.buildserver.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.agent.config.AgentConfig;
import net.buildserver.agent.loop.ExitCode;
import net.buildserver.agent.server.Json;
import net.buildserver.agent.server.LocalRequest;
import net.buildserver.agent.server.ServerException;
import net.buildserver.agent.status.StatusServer;
import tools.jackson.databind.JsonNode;

/** Tells what the agent that uses a work folder is doing, by asking its loopback port. */
final class StatusCommand {
    private final AgentConfig config;
    private final PrintStream out;

    StatusCommand(AgentConfig config, PrintStream out) {
        this.config = config;
        this.out = out;
    }

    ExitCode run(boolean json) {
        Path file = StatusServer.addressFile(config.workDir());
        try {
            String address = Files.readString(file).strip();
            LocalRequest.Answer answer = LocalRequest.get(URI.create(address + "/status"));
            out.println(json ? answer.body() : sentence(Json.MAPPER.readTree(answer.body())));
            return ExitCode.STOPPED;
        } catch (IOException | ServerException | IllegalArgumentException silent) {
            out.println(
                    json
                            ? "{\"running\":false}"
                            : "No agent answers for " + config.workDir() + "; it does not run, or status.port is off.");
            return ExitCode.UNHEALTHY;
        }
    }

    private static String sentence(JsonNode report) {
        JsonNode state = report.path("state");
        List<String> lines = new ArrayList<>();
        String why = report.path("notReady").asString("");
        lines.add(state.path("agentId").asString("(not registered)") + ", "
                + report.path("server").asString("") + ": "
                + (report.path("ready").asBoolean(false) ? "ready" : "not ready, " + why));
        lines.add(state.path("jobs").size() + " of " + state.path("slots").asInt(0) + " slot(s) busy, "
                + report.path("spoolBytes").asLong(0) + " bytes to deliver");
        state.path("jobs")
                .forEach(job -> lines.add("  " + job.path("what").asString("") + " since "
                        + job.path("since").asString("")));
        report.path("checks").forEach(check -> {
            if (!check.path("status").asString("").equals("Healthy")) {
                lines.add(check.path("name").asString("") + ": "
                        + check.path("message").asString(""));
            }
        });
        return String.join(System.lineSeparator(), lines);
    }
}
