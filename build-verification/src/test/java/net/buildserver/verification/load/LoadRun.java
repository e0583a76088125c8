package net.buildserver.verification.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.buildserver.verification.endtoend.Installation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Services, one server, and what the scenarios have in common. */
public final class LoadRun implements AutoCloseable {
    private static final int PROJECTS = 20;
    private static final boolean STATEMENTS = Boolean.getBoolean("statements");

    private final Services services;
    private final Path folder;
    private final Map<String, String> properties;
    private ServerNode server;
    private final String admin;
    private Shares before = new Shares(0, 0, 0, 0);
    private long commitsBefore;
    private long nanosBefore;
    private @Nullable StatementTimes statements;

    private LoadRun(Services services, Path folder, Map<String, String> properties, ServerNode server) {
        this.services = services;
        this.folder = folder;
        this.properties = properties;
        this.server = server;
        this.admin = server.adminToken();
    }

    /** Starts the services and one server; {@code settings} are added to the server's. */
    static LoadRun start(Map<String, String> settings) {
        Path folder = Installation.workFolder("load-" + UUID.randomUUID());
        Services services = Services.start(folder, STATEMENTS ? StatementTimes.settings() : Map.of());
        Map<String, String> properties = new HashMap<>(services.properties());
        properties.putAll(settings);
        try {
            return new LoadRun(services, folder, properties, ServerNode.start(folder, Services.freePort(), properties));
        } catch (RuntimeException notStarted) {
            // Their threads would keep the program alive for ever.
            services.close();
            throw notStarted;
        }
    }

    Services services() {
        return services;
    }

    ServerNode server() {
        return server;
    }

    /** Starts the server again that was killed, at the same address. */
    void restartServer() {
        server = ServerNode.start(folder, server.port(), properties);
    }

    String admin() {
        return admin;
    }

    /** Submits one build and returns its id. */
    UUID submit(Wire client, int number) throws IOException {
        Wire.Answer answer = client.post("/api/v1/builds", admin, build(number % PROJECTS));
        if (answer.status() != 202) {
            throw new IOException(answer.status() + " " + answer.text());
        }
        return UUID.fromString(
                JsonMapper.shared().readTree(answer.text()).get("executionId").asString());
    }

    /** Returns a request for a build of a project. */
    static String build(int project) {
        return """
            {"job":{"projectName":"Load%d","repositoryUrl":"https://git.example.com/org/app","gitRef":"main",
            "solutionPath":"App.sln","runTests":true,"createPackages":true,"requesterEmail":"load@example.com"},
            "targetPool":"Linux","strategy":"Clean"}""".formatted(project);
    }

    /** Enrols agents, several at a time. */
    List<SimulatedAgent> agents(int count) {
        String token = new Enrolment(server).token();
        return inParallel(
                IntStream.range(0, count)
                        .<Callable<SimulatedAgent>>mapToObj(
                                number -> () -> SimulatedAgent.join(server.url(), token, "sim-" + number))
                        .toList(),
                8);
    }

    /** A token that any number of agents may join with. */
    record Enrolment(ServerNode server) {
        String token() {
            try (Wire wire = new Wire(server.url())) {
                Wire.Answer answer = wire.post(
                        "/api/v1/enrolment-tokens",
                        server.adminToken(),
                        "{\"description\":\"load\",\"reusable\":true}");
                return JsonMapper.shared().readTree(answer.text()).get("token").asString();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    static <T> List<T> inParallel(List<Callable<T>> work, int threads) {
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> results = work.stream().map(workers::submit).toList();
            return results.stream().map(LoadRun::get).toList();
        }
    }

    private static <T> T get(Future<T> result) {
        try {
            return result.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Begins to count what the server and the database do. */
    void beginCounting() {
        statements = STATEMENTS ? StatementTimes.begin(services.jdbc()) : null;
        before = shares();
        commitsBefore = services.commits();
        nanosBefore = System.nanoTime();
    }

    /** Processor seconds that each has used so far; the clients' and agents' are those of this program, the store among them. */
    private record Shares(double server, double database, double redis, double clients) {
        Shares since(Shares before) {
            return new Shares(
                    server - before.server, database - before.database, redis - before.redis, clients - before.clients);
        }
    }

    private Shares shares() {
        return new Shares(
                server.cpuSeconds(),
                services.databaseCpuSeconds(),
                services.redisCpuSeconds(),
                ProcessorTime.of(ProcessHandle.current()));
    }

    /** Prints rate, CPU, memory and transactions since the counting began. */
    void report(String what, long builds) {
        double seconds = (System.nanoTime() - nanosBefore) / 1e9;
        Shares used = shares().since(before);
        System.out.printf(
                Locale.ROOT,
                "%s: %d builds in %.1f s = %.0f/s; server CPU %.2f ms/build (%.0f %% of a core), RSS %d MiB;"
                        + " %.1f transactions/build%n",
                what,
                builds,
                seconds,
                builds / seconds,
                used.server() * 1000 / builds,
                used.server() * 100 / seconds,
                server.residentMiB(),
                (services.commits() - commitsBefore) / (double) builds);
        System.out.printf(
                Locale.ROOT,
                "CPU of the others: PostgreSQL %.2f, Redis %.2f, clients, agents and store %.2f ms/build;"
                        + " all together %.0f %% of a core%n",
                used.database() * 1000 / builds,
                used.redis() * 1000 / builds,
                used.clients() * 1000 / builds,
                (used.server() + used.database() + used.redis() + used.clients()) * 100 / seconds);
        if (statements != null) {
            statements.report(builds);
        }
    }

    @Override
    public void close() {
        server.close();
        services.close();
    }
}
