package net.buildserver.agent.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A program of its own, run inside of a sandbox without network: it runs a command, and leads connections to a port of the
 * sandbox's loopback to the agent's proxy, which listens on a socket file. Arguments: port, socket file, command.
 */
public final class ProxyBridge {
    private ProxyBridge() {}

    /** Runs the command and ends with its exit code. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        UnixDomainSocketAddress proxy = UnixDomainSocketAddress.of(Path.of(arguments[1]));
        List<String> command = Arrays.asList(arguments).subList(2, arguments.length);
        ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(server, proxy));
        Process process = new ProcessBuilder(command).inheritIO().start();
        // A signal reaches the command, too, which may take its time to end.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(exitCode(process))));
        Runtime.getRuntime().halt(process.waitFor());
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            return 1;
        }
    }

    private static void accept(ServerSocket server, UnixDomainSocketAddress proxy) {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> connect(client, proxy));
            }
        } catch (IOException closed) {
            // The command is over.
        }
    }

    private static void connect(Socket client, UnixDomainSocketAddress proxy) {
        try (client;
                SocketChannel there = SocketChannel.open(proxy)) {
            Thread up = Thread.ofVirtual().start(() -> up(client, there));
            Channels.newInputStream(there).transferTo(client.getOutputStream());
            client.shutdownOutput();
            up.join();
        } catch (IOException | InterruptedException broken) {
            // The command sees a broken connection, which is what it is.
        }
    }

    private static void up(Socket client, SocketChannel there) {
        try {
            InputStream from = client.getInputStream();
            OutputStream to = Channels.newOutputStream(there);
            from.transferTo(to);
            there.shutdownOutput();
        } catch (IOException broken) {
            // The other direction ends as well then.
        }
    }
}
