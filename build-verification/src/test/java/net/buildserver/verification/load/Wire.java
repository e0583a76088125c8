package net.buildserver.verification.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive HTTP/1.1 connection, blocking. It is written by hand because the client of a load test must cost little of the
 * CPU that it shares with the server.
 */
final class Wire implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final URI server;
    private @Nullable Socket socket;
    private @Nullable BufferedInputStream in;
    private long bytes;

    Wire(URI server) {
        this.server = server;
    }

    /** Returns how many bytes went and came so far, headers included. */
    long bytes() {
        return bytes;
    }

    /** What the server answered. */
    record Answer(int status, String text) {
        private static final int BAD_GATEWAY = 502;
        private static final int UNAVAILABLE = 503;

        /** Whether nobody answered for now, so that whoever asked asks again. */
        boolean isPutOff() {
            return status == BAD_GATEWAY || status == UNAVAILABLE;
        }
    }

    Answer post(String path, String token, String json) throws IOException {
        return send("POST", path, token, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** Posts JSON with one more header, such as {@code Idempotency-Key: 1}. */
    Answer post(String path, String token, String json, String header) throws IOException {
        return send("POST", path, token, "application/json\r\n" + header, json.getBytes(StandardCharsets.UTF_8));
    }

    Answer get(String path, String token) throws IOException {
        return send("GET", path, token, "", new byte[0]);
    }

    Answer send(String method, String path, String token, String type, byte[] body) throws IOException {
        boolean reused = socket != null;
        byte[] request = request(method, path, token, type, body);
        try {
            return exchange(request);
        } catch (EOFException | java.net.SocketException idleConnectionClosed) {
            close();
            if (!reused) {
                throw idleConnectionClosed;
            }
            return exchange(request);
        }
    }

    private Answer exchange(byte[] request) throws IOException {
        BufferedInputStream answers = connect();
        if (socket != null) {
            socket.getOutputStream().write(request);
            bytes += request.length;
        }
        int status = Integer.parseInt(line(answers).split(" ", -1)[1]);
        int length = 0;
        boolean chunked = false;
        boolean closes = false;
        for (String header = line(answers); !header.isEmpty(); header = line(answers)) {
            String low = header.toLowerCase(java.util.Locale.ROOT);
            if (low.startsWith("content-length:")) {
                length = Integer.parseInt(low.substring(15).strip());
            }
            chunked |= low.startsWith("transfer-encoding:") && low.contains("chunked");
            closes |= low.startsWith("connection:") && low.contains("close");
        }
        byte[] body = chunked ? chunks(answers) : answers.readNBytes(length);
        if (closes) {
            close();
        }
        return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    private byte[] request(String method, String path, String token, String type, byte[] body) {
        StringBuilder head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(server.getAuthority())
                .append("\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n");
        if (!token.isEmpty()) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        if (!type.isEmpty()) {
            head.append("Content-Type: ").append(type).append("\r\n");
        }
        byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = java.util.Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, all, first.length, body.length);
        return all;
    }

    private BufferedInputStream connect() throws IOException {
        BufferedInputStream open = in;
        if (open != null) {
            return open;
        }
        Socket fresh = new Socket();
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(TIMEOUT_MILLIS);
        fresh.connect(new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT_MILLIS);
        socket = fresh;
        open = new BufferedInputStream(new Counted(fresh.getInputStream()), 4096);
        in = open;
        return open;
    }

    private final class Counted extends FilterInputStream {
        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int count = super.read(buffer, from, length);
            bytes += Math.max(0, count);
            return count;
        }
    }

    private static byte[] chunks(BufferedInputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(BufferedInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The server closed the connection.");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyGone) {
                // Nothing is left to close.
            }
        }
    }
}
