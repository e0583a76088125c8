package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the public REST API like any client would. */
final class ApiClient implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI server;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(LIMIT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private @Nullable String token;

    ApiClient(URI server) {
        this.server = server;
    }

    void logIn(String username, String password) {
        token = post("/api/v1/auth/token", Map.of("username", username, "password", password), 200)
                .path("accessToken")
                .asString();
    }

    /** Shows this API token from now on. */
    void use(String apiToken) {
        token = apiToken;
    }

    JsonNode get(String path) {
        return json(send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString()), 200);
    }

    JsonNode post(String path, Object body, int expectedStatus) {
        return send("POST", path, body, expectedStatus);
    }

    JsonNode put(String path, Object body, int expectedStatus) {
        return send("PUT", path, body, expectedStatus);
    }

    private JsonNode send(String method, String path, Object body, int expectedStatus) {
        var request = request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return json(send(request, HttpResponse.BodyHandlers.ofString()), expectedStatus);
    }

    String text(String path) {
        var answer =
                send(request(path).header("Accept", "text/plain").GET().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    /** Opens a download; as with {@code curl -L}, the token is not sent on to where the server redirects. */
    InputStream download(String path) {
        var answer = send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() / 100 == 3) {
            var target = server.resolve(answer.headers().firstValue("Location").orElseThrow());
            answer = send(HttpRequest.newBuilder(target).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        }
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(server.resolve(path)).timeout(LIMIT);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw new NoAnswerException(request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer, int expectedStatus) {
        assertThat(answer.statusCode())
                .as("%s %s: %s", answer.request().method(), answer.uri().getPath(), answer.body())
                .isEqualTo(expectedStatus);
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
