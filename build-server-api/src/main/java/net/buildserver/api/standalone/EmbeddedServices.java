package net.buildserver.api.standalone;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** PostgreSQL, Redis and the store, started side by side and stopped in the opposite order. */
final class EmbeddedServices implements AutoCloseable {
    private final EmbeddedDatabase database;
    private final EmbeddedRedis redis;
    private final EmbeddedStore store;

    private EmbeddedServices(EmbeddedDatabase database, EmbeddedRedis redis, EmbeddedStore store) {
        this.database = database;
        this.redis = redis;
        this.store = store;
    }

    /** Starts all three and says so on {@code terminal}. */
    static EmbeddedServices start(DataFolder data, Terminal terminal) throws IOException, SQLException {
        // Keys are made before the threads start, because each first use writes the same file.
        data.secretOrNew("postgres.password");
        data.secretOrNew("redis.password");
        data.secretOrNew("store.secret-key");
        // Threads of the platform: starting a program blocks in the file system, where virtual ones hold their carrier.
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<EmbeddedDatabase> database =
                    threads.submit(() -> timed("PostgreSQL", terminal, () -> EmbeddedDatabase.start(data)));
            Future<EmbeddedRedis> redis =
                    threads.submit(() -> timed("Redis", terminal, () -> EmbeddedRedis.start(data)));
            Future<EmbeddedStore> store =
                    threads.submit(() -> timed("Artifact store (S3)", terminal, () -> EmbeddedStore.start(data)));
            return new EmbeddedServices(started(database), started(redis), started(store));
        }
    }

    /** Returns the Spring properties that point the server at the three. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(database.properties());
        properties.putAll(redis.properties());
        properties.putAll(store.properties());
        return properties;
    }

    private static <T> T timed(String what, Terminal terminal, Callable<T> start) throws Exception {
        long before = System.nanoTime();
        T service = start.call();
        terminal.done(what, Duration.ofNanos(System.nanoTime() - before));
        return service;
    }

    private static <T> T started(Future<T> service) throws IOException, SQLException {
        try {
            return service.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("The start was interrupted.", interrupted);
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException io -> throw io;
                case SQLException sql -> throw sql;
                case StandaloneException said -> throw said;
                case null, default ->
                    throw new StandaloneException("A service cannot start: " + failed.getCause(), failed);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (database;
                redis;
                store) {
            // Closing in the opposite order is all there is to do.
        }
    }
}
