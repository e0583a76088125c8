package net.buildserver.api.standalone.guide;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the public REST API, as a CI system would write it. */
final class ApiClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private @Nullable String accessToken;

    ApiClient(URI server) {
        this.server = server;
    }

    /** Logs in; every later request carries the token. */
    void logIn(String username, String password) throws IOException {
        JsonNode answer = post("/api/v1/auth/token", Map.of("username", username, "password", password));
        accessToken = answer.path("accessToken").asString();
    }

    JsonNode get(String path) throws IOException {
        return json(
                send(request(path).GET().header("Accept", "application/json").build(), BodyHandlers.ofInputStream()));
    }

    JsonNode post(String path, Object body) throws IOException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return json(send(request, BodyHandlers.ofInputStream()));
    }

    /** Opens an event stream, from after {@code lastEventId} if it is not empty. */
    BufferedReader events(String path, String lastEventId) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).GET();
        authorize(request).header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> answer = send(request.build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw refused(answer);
        }
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** Downloads as {@code curl -L} does: the token stays with the server that gave it and does not follow the redirect. */
    InputStream download(String path) throws IOException {
        HttpResponse<InputStream> answer = send(request(path).GET().build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() == 302 || answer.statusCode() == 307) {
            answer.body().close();
            URI target = server.resolve(answer.headers().firstValue("Location").orElse("/"));
            answer = send(HttpRequest.newBuilder(target).timeout(TIMEOUT).GET().build(), BodyHandlers.ofInputStream());
        }
        if (answer.statusCode() != 200) {
            throw refused(answer);
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        return authorize(HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT));
    }

    private HttpRequest.Builder authorize(HttpRequest.Builder request) {
        return accessToken == null ? request : request.header("Authorization", "Bearer " + accessToken);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) throws IOException {
        try {
            return http.send(request, body);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static JsonNode json(HttpResponse<InputStream> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw refused(answer);
        }
        try (InputStream body = answer.body()) {
            return JSON.readTree(body);
        }
    }

    private static ApiRefusal refused(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            String text = new String(body.readNBytes(8192), StandardCharsets.UTF_8);
            return new ApiRefusal(answer.statusCode(), text);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
