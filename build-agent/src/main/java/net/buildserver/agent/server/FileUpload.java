package net.buildserver.agent.server;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
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

    /** A part of a file, or all of it. */
    public record Bytes(Path file, long offset, long length) {
        private BodyPublisher publisher() throws FileNotFoundException {
            if (length == 0 || (offset == 0 && length == file.toFile().length())) {
                return BodyPublishers.ofFile(file);
            }
            return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::open), length);
        }

        private InputStream open() {
            try {
                return new FilePart(file, offset, length);
            } catch (IOException unreadable) {
                throw new LocalIoException("cannot read " + file.getFileName(), unreadable);
            }
        }
    }

    /**
     * Puts {@code bytes} at {@code url}.
     *
     * @return false if the address holds no longer, so that a fresh one is needed
     * @throws ServerException.Unavailable if the store did not take them; another try may help
     */
    public boolean put(String url, Map<String, String> headers, Bytes bytes) {
        String name = String.valueOf(bytes.file().getFileName());
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).PUT(bytes.publisher());
        } catch (FileNotFoundException gone) {
            throw new LocalIoException("cannot read " + name, gone);
        }
        headers.forEach((header, value) -> {
            if (!RESTRICTED.contains(header.toLowerCase(Locale.ROOT))) {
                request.setHeader(header, value);
            }
        });
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() == 403) {
                return false;
            }
            if (response.statusCode() / 100 != 2) {
                throw new ServerException.Unavailable(
                        "The artifact store answered " + response.statusCode() + " for " + name,
                        Connection.retryAfter(response.headers()));
            }
            return true;
        } catch (IOException noAnswer) {
            throw new ServerException.Unavailable("The artifact store did not take " + name + ": " + noAnswer, null);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerException.Stopped();
        }
    }
}
