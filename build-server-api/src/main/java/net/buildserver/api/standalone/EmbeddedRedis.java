package net.buildserver.api.standalone;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.core.RedisServerBuilder;

/** A real Redis: the embedded program, or the one in the PATH where that cannot run. It keeps nothing on disk. */
final class EmbeddedRedis implements AutoCloseable {
    /** The port that was free may be taken by somebody else before Redis has it. */
    private static final int ATTEMPTS = 3;

    private final RedisServer redis;
    private final String password;

    private EmbeddedRedis(RedisServer redis, String password) {
        this.redis = redis;
        this.password = password;
    }

    /** Starts Redis on a free loopback port. */
    static EmbeddedRedis start(DataFolder data) throws IOException {
        Path pidFile = data.resolve("redis.pid");
        LeftoverProcess.end(pidFile, "redis");
        String password = data.secretOrNew("redis.password");
        try {
            return embedded(data, pidFile, password, ATTEMPTS);
        } catch (IOException embeddedCannotRun) {
            return start(fromPath(embeddedCannotRun), data, pidFile, password);
        }
    }

    private static EmbeddedRedis embedded(DataFolder data, Path pidFile, String password, int attempts)
            throws IOException {
        try {
            return start(RedisServer.newRedisServer(), data, pidFile, password);
        } catch (IOException failure) {
            if (attempts == 1) {
                throw failure;
            }
            return embedded(data, pidFile, password, attempts - 1);
        }
    }

    private static RedisServerBuilder fromPath(IOException embeddedCannotRun) {
        try {
            return RedisServer.newRedisServer()
                    .executableProvider(ExecutableProvider.newExecutableInPath("redis-server"));
        } catch (FileNotFoundException missing) {
            embeddedCannotRun.addSuppressed(missing);
            throw new StandaloneException(
                    "Redis cannot start: the embedded one, which needs libssl 3, says '"
                            + embeddedCannotRun.getMessage()
                            + "', and there is no redis-server in the PATH; install one of the two.",
                    embeddedCannotRun);
        }
    }

    private static EmbeddedRedis start(RedisServerBuilder builder, DataFolder data, Path pidFile, String password)
            throws IOException {
        RedisServer redis = builder.port(freePort())
                .bind("127.0.0.1")
                .setting("dir " + data.folder("redis"))
                .setting("pidfile " + pidFile)
                .setting("save \"\"")
                .setting("appendonly no")
                .setting("requirepass " + password)
                .build();
        redis.start();
        return new EmbeddedRedis(redis, password);
    }

    /** Returns the Spring properties that point the server here. */
    Map<String, Object> properties() {
        return Map.of(
                "spring.data.redis.url",
                "redis://:" + password + "@127.0.0.1:" + redis.ports().getFirst());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        redis.stop();
    }
}
