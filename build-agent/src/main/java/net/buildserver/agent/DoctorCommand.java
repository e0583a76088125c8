package net.buildserver.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.agent.config.AgentConfig;
import net.buildserver.agent.host.HealthChecks;
import net.buildserver.agent.loop.ExitCode;
import net.buildserver.agent.server.LocalRequest;
import net.buildserver.agent.server.ServerException;
import net.buildserver.domain.agent.HealthCheck;
import net.buildserver.domain.agent.HealthStatus;

/** Looks at everything that a build on this machine needs, and says what to do about what is missing. */
final class DoctorCommand {
    private static final Duration MOST_SKEW = Duration.ofSeconds(30);

    private final AgentConfig config;
    private final HealthChecks checks;
    private final InstantSource clock;
    private final PrintStream out;

    DoctorCommand(AgentConfig config, HealthChecks checks, InstantSource clock, PrintStream out) {
        this.config = config;
        this.checks = checks;
        this.clock = clock;
        this.out = out;
    }

    ExitCode run() {
        List<HealthCheck> found = new ArrayList<>(checks.ofMachine());
        found.add(workDir());
        found.add(registration());
        found.addAll(server());
        for (HealthCheck check : found) {
            String sign = check.status() == HealthStatus.Healthy
                    ? "ok  "
                    : check.status() == HealthStatus.Degraded ? "warn" : "FAIL";
            out.println(sign + "  " + check.name() + (check.message() == null ? "" : ": " + check.message()));
        }
        boolean bad = found.stream().anyMatch(check -> check.status() == HealthStatus.Unhealthy);
        return bad ? ExitCode.UNHEALTHY : ExitCode.STOPPED;
    }

    private HealthCheck workDir() {
        Path folder = config.workDir();
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "doctor", ""));
            return new HealthCheck("Work Folder", HealthStatus.Healthy, null);
        } catch (IOException unusable) {
            String message = "work.dir " + folder + " cannot be written: " + unusable + "; set work.dir or its owner.";
            return new HealthCheck("Work Folder", HealthStatus.Unhealthy, message);
        }
    }

    private HealthCheck registration() {
        if (Files.isRegularFile(config.workDir().resolve("identity.json"))) {
            return new HealthCheck("Registration", HealthStatus.Healthy, null);
        }
        return config.enrolmentToken() == null
                ? new HealthCheck(
                        "Registration",
                        HealthStatus.Unhealthy,
                        "The agent is not registered; give it an enrolment.token or enrolment.token-file.")
                : new HealthCheck("Registration", HealthStatus.Healthy, "It registers at its first start.");
    }

    /** The server's readiness tells of its database, queue and artifact store as well. */
    private List<HealthCheck> server() {
        String base = config.server().toString().replaceAll("/+$", "");
        try {
            LocalRequest.Answer answer = LocalRequest.get(URI.create(base + "/actuator/health/readiness"));
            boolean ready = answer.status() == 200 && answer.body().contains("\"UP\"");
            HealthCheck server = new HealthCheck(
                    "Server",
                    ready ? HealthStatus.Healthy : HealthStatus.Unhealthy,
                    ready
                            ? null
                            : base + " answers " + answer.status()
                                    + "; look at the server's health, its database and its artifact store.");
            Instant serverTime = answer.serverTime();
            return serverTime == null ? List.of(server) : List.of(server, clock(serverTime));
        } catch (ServerException silent) {
            String message = silent.sentence() + " Look at server.url, the network and proxies.";
            return List.of(new HealthCheck("Server", HealthStatus.Unhealthy, message));
        }
    }

    private HealthCheck clock(Instant serverTime) {
        Duration skew = Duration.between(serverTime, clock.instant());
        return skew.abs().compareTo(MOST_SKEW) < 0
                ? new HealthCheck("Clock", HealthStatus.Healthy, null)
                : new HealthCheck(
                        "Clock",
                        HealthStatus.Degraded,
                        "It is " + skew.toSeconds() + " s ahead of the server's; synchronise it by NTP.");
    }
}
