package net.buildserver.agent.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import net.buildserver.agent.metrics.Counter;
import net.buildserver.agent.metrics.Vitals;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.telemetry.TraceContext;
import org.jspecify.annotations.Nullable;

/** Sends requests to the server and gives back answers of success; everything else becomes a {@link ServerException}. */
final class Connection {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int WORTH_COMPRESSING = 1024;

    private final HttpClient client;
    private final URI base;
    private final Vitals vitals;
    private final Function<String, Optional<String>> traceparent;
    private volatile @Nullable String bearer;

    /** Creates a connection; {@code traceparent} gives the place in a trace for the path of a request. */
    Connection(URI server, Vitals vitals, Function<String, Optional<String>> traceparent) {
        this.traceparent = traceparent;
        this.vitals = vitals;
        String text = server.toString();
        this.base = URI.create(
                (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + AgentProtocol.BASE_PATH);
        this.client = client();
    }

    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** Sets the token that every request carries from now on. */
    void authenticate(String token) {
        bearer = token;
    }

    /** Posts {@code body} as JSON and reads the answer, which is null for 204. */
    <T> @Nullable T postJson(String path, @Nullable Object body, Class<T> answer, Duration timeout) {
        BodyPublisher publisher = body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body));
        return post(request(path, "application/json", timeout).POST(publisher), answer);
    }

    /** Posts raw bytes, compressed where that pays. */
    <T> @Nullable T postBytes(String path, byte[] bytes, int length, Class<T> answer, Duration timeout) {
        HttpRequest.Builder request = request(path, "application/octet-stream", timeout);
        if (length < WORTH_COMPRESSING) {
            vitals.count(Counter.LOG_WIRE_BYTES, length);
            return post(request.POST(BodyPublishers.ofByteArray(bytes, 0, length)), answer);
        }
        request.header("Content-Encoding", "gzip");
        byte[] compressed = Gzip.compress(bytes, length);
        vitals.count(Counter.LOG_WIRE_BYTES, compressed.length);
        return post(request.POST(BodyPublishers.ofByteArray(compressed)), answer);
    }

    private HttpRequest.Builder request(String path, String contentType, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
                .header("Content-Type", contentType)
                .header("Accept", "application/json, application/problem+json");
        traceparent.apply(path).ifPresent(place -> request.header(TraceContext.HEADER, place));
        return request;
    }

    private <T> @Nullable T post(HttpRequest.Builder request, Class<T> answer) {
        String token = bearer;
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        vitals.count(Counter.REQUESTS);
        HttpResponse<String> response = send(request.build());
        vitals.heardOfServer(serverTime(response.headers()));
        if (response.statusCode() == 204) {
            return null;
        }
        if (response.statusCode() != 200) {
            ServerException problem =
                    Problems.of(response.statusCode(), response.body(), retryAfter(response.headers()));
            boolean later = problem instanceof ServerException.Unavailable;
            vitals.count(later ? Counter.UNAVAILABLE : Counter.REFUSED);
            throw problem;
        }
        return Answers.read(response.body(), answer);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException noAnswer) {
            vitals.count(Counter.UNAVAILABLE);
            String why = noAnswer.getMessage() == null ? noAnswer.getClass().getSimpleName() : noAnswer.getMessage();
            String what = "No answer from " + base + ": " + why;
            throw isLost(noAnswer)
                    ? ServerException.Unavailable.connectionLost(what)
                    : new ServerException.Unavailable(what, null);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerException.Stopped();
        }
    }

    // A server that answers too late is still there.
    private static boolean isLost(IOException noAnswer) {
        return !(noAnswer instanceof HttpTimeoutException) || noAnswer instanceof HttpConnectTimeoutException;
    }

    /** Returns what {@code Retry-After} asks for, in seconds or as a date by the server's own clock. */
    static @Nullable Duration retryAfter(HttpHeaders headers) {
        String value = headers.firstValue("Retry-After").orElse("");
        if (value.matches("\\d{1,5}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant until = date(value);
            Instant now = date(headers.firstValue("Date").orElse(""));
            return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        } catch (DateTimeException neither) {
            return null;
        }
    }

    private static @Nullable Instant serverTime(HttpHeaders headers) {
        try {
            return date(headers.firstValue("Date").orElse(""));
        } catch (DateTimeException missing) {
            return null;
        }
    }

    private static Instant date(String text) {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    }
}
