package net.buildserver.verification.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import net.buildserver.verification.endtoend.Partition;
import org.springframework.jdbc.core.simple.JdbcClient;
import redis.embedded.RedisServer;

/** PostgreSQL as durable as in production, Redis, and an S3 store, for servers that are processes of their own. */
final class Services implements AutoCloseable {
    private static final String ACCESS_KEY = "load-access";
    private static final String SECRET_KEY = "load-secret-load-secret";

    private static final String BUCKET = "load";

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final DatabaseProcess database;
    private final RedisServer redis;
    private final StoreProcess store;
    private final Partition storeLine;
    private final int redisPort;

    private Services(Path folder, EmbeddedPostgres postgres, RedisServer redis, int redisPort) {
        this.folder = folder;
        this.postgres = postgres;
        this.database = new DatabaseProcess(folder.resolve("postgres"), postgres.getPostgresDatabase());
        this.redis = redis;
        this.redisPort = redisPort;
        this.store = StoreProcess.start(folder.resolve("store"), ACCESS_KEY, SECRET_KEY);
        this.storeLine = Partition.before(store.url());
    }

    /** Starts all three on free ports, with their data below {@code folder}. */
    static Services start(Path folder) {
        return start(folder, Map.of());
    }

    /** Starts all three; {@code settings} are PostgreSQL's. */
    static Services start(Path folder, Map<String, String> settings) {
        try {
            Files.createDirectories(folder);
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(folder.resolve("postgres"))
                    .setPGStartupWait(Duration.ofSeconds(60))
                    // The library's defaults may lose data; here a 202 must be a row on the disk.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "120")
                    .setServerConfig("shared_buffers", "128MB");
            settings.forEach(builder::setServerConfig);
            EmbeddedPostgres postgres = builder.start();
            int redisPort = freePort();
            RedisServer redis = RedisServer.newRedisServer()
                    .port(redisPort)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            redis.start();
            return new Services(folder, postgres, redis, redisPort);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
                storeLine.url().toString(),
                "build-server.store.bucket",
                BUCKET,
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

    /** Returns the processor time of PostgreSQL so far, in seconds. */
    double databaseCpuSeconds() {
        return database.cpuSeconds();
    }

    /** Returns the processor time of Redis so far, in seconds. */
    double redisCpuSeconds() {
        return ProcessorTime.of(redisProcess());
    }

    /** Returns the file in which the store keeps an object. */
    Path object(String key) {
        return folder.resolve("store").resolve(BUCKET).resolve(key);
    }

    /** Returns the port of PostgreSQL, which {@link #properties} names in its URL. */
    int databasePort() {
        return postgres.getPort();
    }

    DatabaseProcess database() {
        return database;
    }

    StoreProcess store() {
        return store;
    }

    /** Returns the network before the store. */
    Partition storeLine() {
        return storeLine;
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

    /** Returns how many commands Redis has been sent, among them this question. */
    long redisCommands() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redisPort)) {
            socket.getOutputStream().write("INFO stats\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.lines()
                    .filter(line -> line.startsWith("total_commands_processed:"))
                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    /** Ends Redis and starts it again, empty, after a while; {@code killed} without its knowing. */
    void restartRedis(boolean killed, long awayMillis) {
        try {
            if (killed) {
                Signal.KILL.send(redisProcess());
            }
            redis.stop();
            Patience.pause(awayMillis);
            redis.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Redis stands still for a while: its connections stay open and nothing answers. */
    void freezeRedis(long millis) {
        ProcessHandle process = redisProcess();
        Signal.STOP.send(process);
        Patience.pause(millis);
        Signal.CONT.send(process);
    }

    /** Found by its title, since Java does not tell the command of a process that wrote another one; the servers name its address too. */
    private ProcessHandle redisProcess() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> title(process).matches(".*redis-server\\S* 127\\.0\\.0\\.1:" + redisPort + "\\s*"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no process of Redis."));
    }

    private static String title(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException ended) {
            return "";
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
            storeLine.close();
            store.close();
            redis.stop();
            postgres.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
