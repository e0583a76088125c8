package net.buildserver.api.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends exactly the bytes it is told to, since clients tidy URLs up. */
public final class RawHttp {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /** What came back. */
    public record Answer(int status, String head, String body) {}

    /** Sends a request line, headers and no body, and reads the answer to its end. */
    public Answer send(String method, String target, List<String> headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(header -> request.append(header).append("\r\n"));
        request.append("Connection: close\r\n\r\n");
        return exchange(request.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends {@code bytes} and reads the answer's head, and its body only where the server failed: some bodies never end. */
    public Answer begin(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            for (int next = in.read(); next >= 0 && head.indexOf("\r\n\r\n") < 0; next = in.read()) {
                head.append((char) next);
            }
            int status = head.isEmpty() ? 0 : Integer.parseInt(head.toString().split(" ", -1)[1]);
            String body = status >= 500 ? new String(in.readAllBytes(), StandardCharsets.UTF_8) : "";
            return new Answer(status, head.toString(), body);
        }
    }

    /** Sends {@code bytes} and reads the answer to its end. */
    public Answer exchange(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            if (end < 0) {
                return new Answer(0, answer, "");
            }
            String head = answer.substring(0, end);
            return new Answer(Integer.parseInt(head.split(" ", -1)[1]), head, answer.substring(end + 4));
        }
    }
}
