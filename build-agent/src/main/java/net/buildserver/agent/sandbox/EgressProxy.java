package net.buildserver.agent.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import net.buildserver.agent.failure.LocalIoException;

/**
 * An HTTP proxy for one step of a build, which listens on a socket file that only this build sees. It is the step's only way
 * out, and leads to the allowed hosts only.
 */
final class EgressProxy implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);

    private final Path socket;
    private final ServerSocketChannel server;
    private final EgressRules rules;
    private final Consumer<String> notes;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

    private EgressProxy(Path socket, ServerSocketChannel server, EgressRules rules, Consumer<String> notes) {
        this.socket = socket;
        this.server = server;
        this.rules = rules;
        this.notes = notes;
    }

    static EgressProxy start(Path socket, EgressRules rules, Consumer<String> notes) {
        try {
            Files.deleteIfExists(socket);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            EgressProxy proxy = new EgressProxy(socket, server, rules, notes);
            Thread.ofVirtual().name("egress").start(proxy::accept);
            return proxy;
        } catch (IOException cannotListen) {
            throw new LocalIoException("cannot open the way to the package sources", cannotListen);
        }
    }

    Path socket() {
        return socket;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                Thread.ofVirtual().name("egress-client").start(() -> serve(client));
            }
        } catch (IOException closed) {
            // The step is over.
        }
    }

    private void serve(SocketChannel client) {
        open.add(client);
        try (client) {
            InputStream input = Channels.newInputStream(client);
            OutputStream output = Channels.newOutputStream(client);
            Optional<ProxyRequest> request = ProxyRequest.read(input);
            if (request.isEmpty()) {
                answer(output, "400 Bad Request", "This is no request to a proxy.");
                return;
            }
            Optional<InetAddress> address = address(request.get());
            if (address.isEmpty()) {
                answer(output, "403 Forbidden", refusal(request.get().host()));
                return;
            }
            relay(request.get(), address.get(), input, output);
        } catch (IOException broken) {
            // Either side may leave at any time; the build sees it as a broken connection.
        } finally {
            open.remove(client);
        }
    }

    // The address that is checked is the one that is connected to, since a name may lead elsewhere the next time.
    private Optional<InetAddress> address(ProxyRequest request) throws IOException {
        if (!rules.allowsHost(request.host())) {
            return Optional.empty();
        }
        InetAddress address = InetAddress.getByName(request.host().replaceAll("[\\[\\]]", ""));
        return rules.allowsAddress(address) ? Optional.of(address) : Optional.empty();
    }

    private String refusal(String host) {
        String sentence = "The restore may not reach " + host + "; allowed: " + rules;
        if (refused.add(host)) {
            notes.accept(sentence);
        }
        return sentence;
    }

    private void relay(ProxyRequest request, InetAddress address, InputStream input, OutputStream output)
            throws IOException {
        try (Socket upstream = new Socket()) {
            open.add(upstream);
            try {
                upstream.connect(
                        new InetSocketAddress(address, request.port()), Math.toIntExact(CONNECT_LIMIT.toMillis()));
            } catch (IOException unreachable) {
                answer(output, "502 Bad Gateway", request.host() + " cannot be reached.");
                return;
            }
            OutputStream there = upstream.getOutputStream();
            if (request.tunnel()) {
                output.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                output.flush();
            } else {
                there.write(request.forwarded().getBytes(StandardCharsets.ISO_8859_1));
                there.flush();
            }
            Thread.ofVirtual().name("egress-up").start(() -> copy(input, there, upstream));
            upstream.getInputStream().transferTo(output);
        }
    }

    private void copy(InputStream from, OutputStream to, Socket upstream) {
        try {
            from.transferTo(to);
            upstream.shutdownOutput();
        } catch (IOException broken) {
            // The other direction ends as well then.
        } finally {
            open.remove(upstream);
        }
    }

    private static void answer(OutputStream output, String status, String text) throws IOException {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                + body.length + "\r\nConnection: close\r\n\r\n";
        output.write(head.getBytes(StandardCharsets.US_ASCII));
        output.write(body);
        output.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
        } catch (IOException closed) {
            // The folder that it lies in is deleted with the attempt.
        }
        open.forEach(EgressProxy::closeQuietly);
    }

    private static void closeQuietly(Closeable connection) {
        try {
            connection.close();
        } catch (IOException closed) {
            // It was closed by its own thread.
        }
    }
}
