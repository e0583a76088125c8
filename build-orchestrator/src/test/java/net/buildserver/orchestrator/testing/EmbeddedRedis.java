package net.buildserver.orchestrator.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** One Redis per JVM. */
final class EmbeddedRedis {
    private EmbeddedRedis() {}

    static String url() {
        return "redis://127.0.0.1:" + Server.PORT;
    }

    private static final class Server {
        static final int PORT = start();

        private static int start() {
            try {
                int port = freePort();
                RedisServer server = RedisServer.newRedisServer()
                        .port(port)
                        .bind("127.0.0.1")
                        .setting("save \"\"")
                        .build();
                server.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop-test-redis"));
                return port;
            } catch (IOException failure) {
                throw new UncheckedIOException("The embedded Redis did not start.", failure);
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        private static void stop(RedisServer server) {
            try {
                server.stop();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
