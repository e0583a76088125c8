package net.buildserver.orchestrator.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * The real services that tests run against, each started once per JVM when it is first asked for and ended with the JVM. Data
 * is kept apart by asking for a fresh database and a fresh bucket per test class.
 */
public final class EmbeddedServices {
    private EmbeddedServices() {}

    /** Returns a new, migrated and otherwise empty database. */
    public static TestDatabase freshDatabase() {
        return EmbeddedDatabases.fresh();
    }

    /** Returns a new database without any table, for tests of the migrations. */
    public static TestDatabase emptyDatabase() {
        return EmbeddedDatabases.empty();
    }

    /** Returns the URL of the Redis server, such as {@code redis://127.0.0.1:40001}; its data are shared by all tests. */
    public static String redisUrl() {
        return EmbeddedRedis.url();
    }

    /** Returns the endpoint of the S3 store and a bucket name that no other caller has; the bucket does not exist yet. */
    public static TestStore freshStore() {
        return EmbeddedStore.fresh();
    }

    /**
     * Returns the application's properties for a fresh database, the Redis server and a fresh bucket. Meant for
     * {@code DynamicPropertySource}: {@code EmbeddedServices.properties().forEach((name, value) -> registry.add(name, () -> value))}.
     */
    public static Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        describe(freshDatabase(), freshStore(), properties::put);
        return properties;
    }

    private static void describe(TestDatabase database, TestStore store, BiConsumer<String, String> property) {
        property.accept("spring.datasource.url", database.jdbcUrl());
        property.accept("spring.datasource.username", database.username());
        property.accept("spring.datasource.password", database.password());
        property.accept("spring.datasource.hikari.maximum-pool-size", "10");
        property.accept("spring.data.redis.url", redisUrl());
        property.accept("build-server.redis.prefix", "test-" + UUID.randomUUID());
        property.accept("build-server.store.endpoint", store.endpoint());
        property.accept("build-server.store.bucket", store.bucket());
        property.accept("build-server.store.access-key", store.accessKey());
        property.accept("build-server.store.secret-key", store.secretKey());
    }
}
