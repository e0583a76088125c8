package net.buildserver.agent.workspace;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Serves the repositories below a folder by git's own HTTP program, to those who know the password. */
final class GitServer implements AutoCloseable {
    static final String USER = "builder";
    static final String PASSWORD = "p4ss w0rd+%";

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final Path root;

    GitServer(Path root) throws IOException {
        this.root = root;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve).setAuthenticator(new BasicAuthenticator("git") {
            @Override
            public boolean checkCredentials(String user, String password) {
                return user.equals(USER) && password.equals(PASSWORD);
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** Returns the URL of a repository, with the credentials in it. */
    String url(String repository) {
        return "http://builder:p4ss%20w0rd%2B%25@127.0.0.1:"
                + server.getAddress().getPort() + "/" + repository;
    }

    private void serve(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
        builder.environment().put("GIT_PROJECT_ROOT", root.toString());
        builder.environment().put("GIT_HTTP_EXPORT_ALL", "1");
        builder.environment().put("PATH_INFO", exchange.getRequestURI().getPath());
        builder.environment().put("REQUEST_METHOD", exchange.getRequestMethod());
        String query = exchange.getRequestURI().getQuery();
        builder.environment().put("QUERY_STRING", query == null ? "" : query);
        put(builder, exchange, "Content-Type", "CONTENT_TYPE");
        put(builder, exchange, "Content-Encoding", "HTTP_CONTENT_ENCODING");
        put(builder, exchange, "Git-Protocol", "GIT_PROTOCOL");
        builder.environment().put("REMOTE_USER", USER);
        byte[] body = exchange.getRequestBody().readAllBytes();
        builder.environment().put("CONTENT_LENGTH", String.valueOf(body.length));
        Process process = builder.start();
        try (var input = process.getOutputStream()) {
            input.write(body);
        }
        InputStream output = process.getInputStream();
        int status = 200;
        for (String line = line(output); !line.isEmpty(); line = line(output)) {
            String[] header = line.split(": ", 2);
            if (header[0].equals("Status")) {
                status = Integer.parseInt(header[1].substring(0, 3));
            } else {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
        }
        exchange.sendResponseHeaders(status, 0);
        output.transferTo(exchange.getResponseBody());
        exchange.close();
    }

    private static void put(ProcessBuilder builder, HttpExchange exchange, String header, String variable) {
        String value = exchange.getRequestHeaders().getFirst(header);
        if (value != null) {
            builder.environment().put(variable, value);
        }
    }

    private static String line(InputStream output) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = output.read(); next >= 0 && next != '\n'; next = output.read()) {
            line.write(next);
        }
        return line.toString(java.nio.charset.StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
