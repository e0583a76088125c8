package net.buildserver.agent.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A single GET without credentials, for the commands that only look. */
public final class LocalRequest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private LocalRequest() {}

    /**
     * What came back.
     *
     * @param status HTTP status
     * @param body text
     * @param serverTime what the server's clock says, or null
     */
    public record Answer(int status, String body, @Nullable Instant serverTime) {}

    /**
     * Gets {@code address}.
     *
     * @throws ServerException.Unavailable if there is no answer
     */
    public static Answer get(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(LIMIT).build();
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .build()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), time(response));
        } catch (IOException noAnswer) {
            throw new ServerException.Unavailable("No answer from " + address + ": " + noAnswer, null);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerException.Stopped();
        }
    }

    private static @Nullable Instant time(HttpResponse<String> response) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                    response.headers().firstValue("Date").orElse("")));
        } catch (DateTimeException missing) {
            return null;
        }
    }
}
