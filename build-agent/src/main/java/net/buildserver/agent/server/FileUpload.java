package net.buildserver.agent.server;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.buildserver.agent.failure.LocalIoException;

/** Puts files at presigned addresses, streaming, with exactly the headers that were signed and without any credential. */
public final class FileUpload {
    private static final Duration TIMEOUT = Duration.ofHours(1);
    // The HTTP client sets these itself and refuses to be told.
    private static final Set<String> RESTRICTED = Set.of("host", "content-length", "connection", "expect", "upgrade");

    private final HttpClient client = Connection.client();

    /**
     * Puts {@code file} at {@code url}.
     *
     * @throws ServerException.Unavailable if the store did not take it; another try, with a fresh address, may help
     */
    public void put(String url, Map<String, String> headers, Path file) {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).PUT(BodyPublishers.ofFile(file));
        } catch (FileNotFoundException gone) {
            throw new LocalIoException("cannot read " + file.getFileName(), gone);
        }
        headers.forEach((name, value) -> {
            if (!RESTRICTED.contains(name.toLowerCase(Locale.ROOT))) {
                request.setHeader(name, value);
            }
        });
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new ServerException.Unavailable(
                        "The artifact store answered " + response.statusCode() + " for " + file.getFileName(),
                        Connection.retryAfter(response.headers()));
            }
        } catch (IOException noAnswer) {
            throw new ServerException.Unavailable(
                    "The artifact store did not take " + file.getFileName() + ": " + noAnswer, null);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerException.Stopped();
        }
    }
}
