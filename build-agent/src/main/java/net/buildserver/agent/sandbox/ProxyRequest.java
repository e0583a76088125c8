package net.buildserver.agent.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The head of a request to a proxy.
 *
 * @param tunnel whether a tunnel is wanted, as for TLS
 * @param host host to reach
 * @param port port to reach
 * @param forwarded head to send to that host; empty for a tunnel
 */
record ProxyRequest(boolean tunnel, String host, int port, String forwarded) {
    private static final int MAX_HEAD = 32 * 1024;

    /** Reads a head; nothing is returned for one that is no request to a proxy. */
    static Optional<ProxyRequest> read(InputStream input) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int end = 0;
        for (int next = input.read(); next >= 0; next = input.read()) {
            head.write(next);
            // The head ends with an empty line.
            boolean expected = next == (end % 2 == 0 ? '\r' : '\n');
            end = expected ? end + 1 : next == '\r' ? 1 : 0;
            if (end == 4) {
                return parse(head.toString(StandardCharsets.ISO_8859_1));
            }
            if (head.size() > MAX_HEAD) {
                break;
            }
        }
        return Optional.empty();
    }

    private static Optional<ProxyRequest> parse(String head) {
        List<String> lines = head.lines().toList();
        String[] first = lines.getFirst().split(" ", -1);
        if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
            return Optional.empty();
        }
        try {
            if (first[0].equals("CONNECT")) {
                URI target = URI.create("tunnel://" + first[1]);
                return target.getHost() == null || target.getPort() < 0
                        ? Optional.empty()
                        : Optional.of(new ProxyRequest(true, target.getHost(), target.getPort(), ""));
            }
            URI target = URI.create(first[1]);
            if (!"http".equalsIgnoreCase(target.getScheme()) || target.getHost() == null) {
                return Optional.empty();
            }
            int port = target.getPort() < 0 ? 80 : target.getPort();
            return Optional.of(new ProxyRequest(false, target.getHost(), port, forwarded(first[0], target, lines)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    // One request per connection, so that no later one goes to a host that was not looked at.
    private static String forwarded(String method, URI target, List<String> lines) {
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        String headers = lines.stream()
                .skip(1)
                .filter(line -> !line.isEmpty() && !line.matches("(?i)(proxy-[a-z-]+|connection|keep-alive):.*"))
                .map(line -> line + "\r\n")
                .collect(Collectors.joining());
        return method + " " + path + query + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n";
    }
}
