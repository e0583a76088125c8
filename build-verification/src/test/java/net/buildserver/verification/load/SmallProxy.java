package net.buildserver.verification.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What stands in front of several nodes, as deploy/compose/nginx.conf sets it up: a request whose node refused the connection or
 * answered 503 goes to the other node; one that a node took and did not answer is answered 502.
 */
final class SmallProxy implements AutoCloseable {
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;

    private final List<URI> nodes;
    private final HttpServer http;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();

    SmallProxy(List<URI> nodes) throws IOException {
        this.nodes = nodes;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::forward);
        http.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** Returns how many requests went to the other node. */
    int repeated() {
        return repeated.get();
    }

    /** Returns how many requests a node took and did not answer. */
    int unanswered() {
        return unanswered.get();
    }

    private void forward(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int first = turn.getAndIncrement();
        Wire.@Nullable Answer answer = null;
        for (int attempt = 0; attempt < nodes.size(); attempt++) {
            if (attempt > 0) {
                repeated.incrementAndGet();
            }
            answer = ask(nodes.get(Math.floorMod(first + attempt, nodes.size())), exchange, body);
            if (answer != null && answer.status() != UNAVAILABLE) {
                break;
            }
        }
        int status = answer == null ? UNAVAILABLE : answer.status();
        byte[] text = (answer == null ? "" : answer.text()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    /** Returns what the node answered, or null if nobody listens there. */
    private Wire.@Nullable Answer ask(URI node, HttpExchange exchange, byte[] body) {
        String token = header(exchange, "Authorization").replaceFirst("^Bearer ", "");
        String key = header(exchange, "Idempotency-Key");
        String type = header(exchange, "Content-Type") + (key.isEmpty() ? "" : "\r\nIdempotency-Key: " + key);
        try (Wire wire = new Wire(node)) {
            return wire.send(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), token, type, body);
        } catch (ConnectException nobody) {
            return null;
        } catch (IOException broken) {
            unanswered.incrementAndGet();
            return new Wire.Answer(BAD_GATEWAY, broken.toString());
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
