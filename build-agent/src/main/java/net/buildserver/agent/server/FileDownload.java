package net.buildserver.agent.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Gets files from presigned addresses, streaming and without any credential. */
public final class FileDownload {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client = Connection.client();

    /**
     * Gets {@code url} into {@code file}.
     *
     * @param bytes size that it must have
     * @return false if nothing is there any more
     * @throws IOException if it cannot be got, or has another size
     */
    public boolean get(String url, long bytes, Path file) throws IOException {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build();
        } catch (IllegalArgumentException notAnAddress) {
            throw new IOException("the server gave no address", notAnAddress);
        }
        HttpResponse<InputStream> response;
        try {
            response = client.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
        try (InputStream body = response.body()) {
            if (response.statusCode() == 404) {
                return false;
            }
            if (response.statusCode() != 200) {
                throw new IOException("the store answered " + response.statusCode());
            }
            copy(body, bytes, file);
            return true;
        }
    }

    private static void copy(InputStream body, long bytes, Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = bytes;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw new IOException("the store sent more than " + bytes + " bytes");
                }
                out.write(buffer, 0, read);
            }
        }
        if (left != 0) {
            throw new IOException("the store sent " + (bytes - left) + " of " + bytes + " bytes");
        }
    }
}
