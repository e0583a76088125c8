package net.buildserver.agent.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.server.Json;

/**
 * Answers on the loopback address only, and only requests that were meant for it: a browser that was sent here under another
 * name gets nothing. Where it listens stands in the file {@code status.address} of the work folder.
 */
public final class StatusServer implements AutoCloseable {
    private static final String ADDRESS_FILE = "status.address";
    private static final String JSON = "application/json";

    private final HttpServer http;
    private final StatusSource source;
    private final InstantSource clock;
    private final Path addressFile;

    private record Answer(int status, String type, String body) {}

    private StatusServer(HttpServer http, StatusSource source, InstantSource clock, Path addressFile) {
        this.http = http;
        this.source = source;
        this.clock = clock;
        this.addressFile = addressFile;
    }

    /**
     * Starts to answer.
     *
     * @param port where, or 0 for any free port
     */
    public static StatusServer start(int port, StatusSource source, InstantSource clock) {
        Path addressFile = addressFile(source.machine().workDir());
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            StatusServer server = new StatusServer(http, source, clock, addressFile);
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.createContext("/", server::handle);
            http.start();
            Files.writeString(addressFile, server.address());
            return server;
        } catch (IOException taken) {
            throw new LocalIoException("cannot listen on status.port " + port, taken);
        }
    }

    /** Returns the file in {@code workDir} that holds the address of a running agent. */
    public static Path addressFile(Path workDir) {
        return workDir.resolve(ADDRESS_FILE);
    }

    /** Returns the address, such as {@code http://127.0.0.1:40123}. */
    public String address() {
        InetSocketAddress address = http.getAddress();
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) {
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        if (!host.matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?")) {
            return json(421, Map.of("error", "Ask for localhost."));
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return json(405, Map.of("error", "Only GET is answered."));
        }
        return switch (exchange.getRequestURI().getPath()) {
            case "/health/live" -> live();
            case "/health/ready" -> ready();
            case "/status" -> json(200, source.report());
            case "/metrics" ->
                new Answer(
                        200,
                        "text/plain; version=0.0.4; charset=utf-8",
                        MetricsPage.of(source.report(), source.machine(), clock.instant()));
            default -> json(404, Map.of("error", "There are /health/live, /health/ready, /status and /metrics."));
        };
    }

    private Answer live() {
        boolean alive = source.agent().get().alive();
        return json(alive ? 200 : 503, Map.of("alive", alive));
    }

    private Answer ready() {
        StatusReport report = source.report();
        String why = report.notReady();
        return json(why == null ? 200 : 503, Map.of("ready", why == null, "reason", why == null ? "" : why));
    }

    private static Answer json(int status, Object body) {
        return new Answer(status, JSON, Json.MAPPER.writeValueAsString(body));
    }

    @Override
    public void close() {
        http.stop(0);
        try {
            Files.deleteIfExists(addressFile);
        } catch (IOException stays) {
            // A stale address is found out by asking there.
        }
    }
}
