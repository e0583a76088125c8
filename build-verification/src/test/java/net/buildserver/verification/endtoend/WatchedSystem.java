package net.buildserver.verification.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A server with its agent whose traces and metrics are taken, for the tests that look at them; started by the first of these,
 * stopped after the last.
 *
 * @param dotnet SDK and packages that the agent has
 * @param folder where tests may put repositories
 * @param traces what the processes tell the collector
 * @param server the server
 * @param api client of the server, logged in as admin
 * @param prometheus what scrapes both, or empty where the machine has none
 */
record WatchedSystem(
        Dotnet dotnet,
        Path folder,
        TraceReceiver traces,
        RunningServer server,
        ApiClient api,
        Optional<Prometheus> prometheus)
        implements AutoCloseable {

    /** What every build finds in its environment and nobody may learn. */
    static final String DEPLOY_TOKEN = "hush-77ad-of-the-operator";

    private static final String SCRAPE_TOKEN = "scrape-token-of-the-tests";
    private static final String STORE_PASSWORD = "changeit";

    private static WatchedSystem start() {
        var dotnet = Dotnet.find();
        var folder = Installation.workFolder("watched-" + UUID.randomUUID());
        var traces = TraceReceiver.start();
        var statusPort = RunningServer.freePort();
        var server = RunningServer.withAgent(folder.resolve("data"), dotnet, environment(folder, traces, statusPort));
        var prometheus = Prometheus.start(
                folder.resolve("prometheus"),
                Map.of(
                        "build-server",
                        server.url().resolve("/actuator/prometheus"),
                        "build-agent",
                        URI.create("http://127.0.0.1:" + statusPort + "/metrics")),
                SCRAPE_TOKEN);
        return new WatchedSystem(dotnet, folder, traces, server, server.admin(), prometheus);
    }

    private static Map<String, String> environment(Path folder, TraceReceiver traces, int statusPort) {
        var environment = new HashMap<>(Map.of(
                "BUILD_SERVER_TRACES_ENDPOINT",
                traces.endpoint(),
                "BUILD_AGENT_TRACES_ENDPOINT",
                traces.endpoint(),
                "BUILD_SERVER_METRICS_TOKEN",
                SCRAPE_TOKEN,
                "BUILD_AGENT_BUILD_ENV",
                "DEPLOY_TOKEN=" + DEPLOY_TOKEN,
                "BUILD_AGENT_STATUS_PORT",
                String.valueOf(statusPort)));
        var bundle = "SPRING_SSL_BUNDLE_JKS_SERVER_KEYSTORE_";
        environment.put(bundle + "LOCATION", "file:" + certificate(folder));
        environment.put(bundle + "PASSWORD", STORE_PASSWORD);
        environment.put(bundle + "TYPE", "PKCS12");
        return environment;
    }

    /** A certificate as an operator's, whose end the metrics tell. */
    private static Path certificate(Path folder) {
        try {
            var store = Files.createDirectories(folder).resolve("server.p12");
            var exitCode = new ProcessBuilder(
                            Installation.java().resolveSibling("keytool").toString(),
                            "-genkeypair",
                            "-alias",
                            "server",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-validity",
                            "90",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            STORE_PASSWORD,
                            "-keystore",
                            store.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("keytool.log").toFile())
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                throw new AssertionError("keytool ended with " + exitCode);
            }
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts a further agent that tells the same collector, for as long as a test needs it. */
    JoinedAgent join(String name) {
        var environment = new HashMap<>(JoinedAgent.TWO_PROCESSORS);
        environment.put("BUILD_AGENT_TRACES_ENDPOINT", traces.endpoint());
        return JoinedAgent.join(server, api, dotnet, folder.resolve(name).resolve("agent"), name, environment);
    }

    @Override
    public void close() {
        prometheus.ifPresent(Prometheus::close);
        api.close();
        server.close();
        traces.close();
    }

    /** Hands the system to test methods that ask for it. */
    static final class Resolver extends SharedResolver<WatchedSystem> {
        Resolver() {
            super(WatchedSystem.class, WatchedSystem::start);
        }
    }
}
