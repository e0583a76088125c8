package net.buildserver.verification.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import redis.embedded.RedisServer;

/** PostgreSQL as durable as in production, Redis, and an S3 store, for servers that are processes of their own. */
final class Services implements AutoCloseable {
    private static final String ACCESS_KEY = "load-access";
    private static final String SECRET_KEY = "load-secret-load-secret";

    private final EmbeddedPostgres postgres;
    private final RedisServer redis;
    private final S3Proxy store;
    private final int redisPort;

    private Services(EmbeddedPostgres postgres, RedisServer redis, int redisPort, S3Proxy store) {
        this.postgres = postgres;
        this.redis = redis;
        this.redisPort = redisPort;
        this.store = store;
    }

    /** Starts all three on free ports, with their data below {@code folder}. */
    static Services start(Path folder) {
        try {
            Files.createDirectories(folder);
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(folder.resolve("postgres"))
                    .setPGStartupWait(Duration.ofSeconds(60))
                    // The library's defaults may lose data; here a 202 must be a row on the disk.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "120")
                    .setServerConfig("shared_buffers", "128MB")
                    .start();
            int redisPort = freePort();
            RedisServer redis = RedisServer.newRedisServer()
                    .port(redisPort)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            redis.start();
            return new Services(postgres, redis, redisPort, store(folder));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static S3Proxy store(Path folder) throws IOException {
        Properties settings = new Properties();
        settings.setProperty(
                "jclouds.filesystem.basedir",
                Files.createDirectories(folder.resolve("store")).toString());
        BlobStoreContext context = ContextBuilder.newBuilder("filesystem-nio2")
                .credentials("unused", "unused")
                .overrides(settings)
                .build(BlobStoreContext.class);
        S3Proxy store = S3Proxy.builder()
                .blobStore(context.getBlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                .ignoreUnknownHeaders(true)
                .build();
        try {
            store.start();
        } catch (Exception declaredByTheLibrary) {
            throw new IOException(declaredByTheLibrary);
        }
        return store;
    }

    /** Returns the properties that point a server here. */
    Map<String, String> properties() {
        return Map.of(
                "spring.datasource.url",
                postgres.getJdbcUrl("postgres", "postgres"),
                "spring.datasource.username",
                "postgres",
                "spring.datasource.password",
                "postgres",
                "spring.data.redis.url",
                "redis://127.0.0.1:" + redisPort,
                "build-server.store.endpoint",
                "http://127.0.0.1:" + store.getPort(),
                "build-server.store.bucket",
                "load",
                "build-server.store.access-key",
                ACCESS_KEY,
                "build-server.store.secret-key",
                SECRET_KEY);
    }

    /** Returns a way into the servers' database, for checks and counts. */
    JdbcClient jdbc() {
        return JdbcClient.create(postgres.getPostgresDatabase());
    }

    /** Returns how many transactions the database has committed so far. */
    long commits() {
        return jdbc().sql("select sum(xact_commit)::bigint from pg_stat_database")
                .query(Long.class)
                .single();
    }

    /** Takes everything out of Redis. */
    void flushRedis() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redisPort)) {
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(5);
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    /** Lets Redis be away for a while. */
    void restartRedis(long awayMillis) {
        try {
            redis.stop();
            Patience.pause(awayMillis);
            redis.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Breaks every connection that the servers have to the database. */
    void breakDatabaseConnections() {
        jdbc().sql("select count(pg_terminate_backend(pid)) from pg_stat_activity where pid <> pg_backend_pid()"
                        + " and backend_type = 'client backend'")
                .query(Long.class)
                .single();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            store.stop();
            redis.stop();
            postgres.close();
        } catch (Exception declaredByTheLibrary) {
            throw new IllegalStateException(declaredByTheLibrary);
        }
    }
}
