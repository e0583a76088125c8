package net.buildserver.verification.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the repositories below a folder as {@code http://git.example.com/<name>}: git itself does so, behind a proxy that agents are
 * told of as of any other, so that builds name no folder of this machine.
 */
final class GitHost implements AutoCloseable {

    private static final String ADDRESS = "http://git.example.com/";

    private final Path folder;
    private final HttpServer proxy;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private GitHost(Path folder, HttpServer proxy) {
        this.folder = folder;
        this.proxy = proxy;
    }

    static GitHost over(Path folder) throws IOException {
        var proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var host = new GitHost(folder, proxy);
        proxy.createContext("/", host::answer);
        proxy.setExecutor(host.threads);
        proxy.start();
        return host;
    }

    /** What agents need in their environment to find the host, and only the host, through the proxy. */
    Map<String, String> environment() {
        return Map.of(
                "http_proxy", "http://127.0.0.1:" + proxy.getAddress().getPort(), "no_proxy", "127.0.0.1,localhost");
    }

    String url(Repository repository) {
        return ADDRESS + folder.relativize(repository.folder());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var git = start(exchange);
            try (var input = git.getOutputStream()) {
                exchange.getRequestBody().transferTo(input);
            }
            try (var output = git.getInputStream()) {
                var status = 200;
                for (var line = line(output); !line.isEmpty(); line = line(output)) {
                    var header = line.split(": ", 2);
                    if (header[0].equals("Status")) {
                        status = Integer.parseInt(header[1].substring(0, 3));
                    } else {
                        exchange.getResponseHeaders().add(header[0], header[1]);
                    }
                }
                exchange.sendResponseHeaders(status, 0);
                output.transferTo(exchange.getResponseBody());
            }
        }
    }

    private Process start(HttpExchange exchange) throws IOException {
        URI asked = exchange.getRequestURI();
        var headers = exchange.getRequestHeaders();
        var builder = new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(Map.of(
                        "GIT_PROJECT_ROOT", folder.toString(),
                        "GIT_HTTP_EXPORT_ALL", "1",
                        "REQUEST_METHOD", exchange.getRequestMethod(),
                        "PATH_INFO", asked.getPath(),
                        "QUERY_STRING", Objects.requireNonNullElse(asked.getQuery(), ""),
                        "CONTENT_TYPE", Objects.requireNonNullElse(headers.getFirst("Content-Type"), ""),
                        "HTTP_CONTENT_ENCODING", Objects.requireNonNullElse(headers.getFirst("Content-Encoding"), ""),
                        "HTTP_GIT_PROTOCOL", Objects.requireNonNullElse(headers.getFirst("Git-Protocol"), "")));
        return builder.start();
    }

    /** A line of the head, without its end. */
    private static String line(InputStream output) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = output.read(); next != -1 && next != '\n'; next = output.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        proxy.stop(0);
        threads.close();
    }
}
