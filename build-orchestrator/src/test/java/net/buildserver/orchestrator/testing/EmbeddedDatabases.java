package net.buildserver.orchestrator.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One PostgreSQL per JVM; every database is copied from one that was migrated once. */
final class EmbeddedDatabases {
    private static final String USER = "postgres";
    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private EmbeddedDatabases() {}

    static TestDatabase fresh() {
        return create(Server.MIGRATED);
    }

    static TestDatabase empty() {
        return create("template1");
    }

    private static synchronized TestDatabase create(String template) {
        String name = "test_" + NUMBER.incrementAndGet();
        JdbcClient.create(Server.POSTGRES.getPostgresDatabase())
                .sql("create database " + name + " template " + template)
                .update();
        String url = Server.POSTGRES.getJdbcUrl(USER, name);
        return new TestDatabase(url, USER, USER, pool(url));
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(USER);
        config.setPassword(USER);
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(16);
        return new HikariDataSource(config);
    }

    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();
        static final String MIGRATED = migrate();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("fsync", "off")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server), "stop-test-postgres"));
                return server;
            } catch (IOException failure) {
                throw new UncheckedIOException("The embedded PostgreSQL did not start.", failure);
            }
        }

        private static String migrate() {
            JdbcClient.create(POSTGRES.getPostgresDatabase())
                    .sql("create database " + TEMPLATE)
                    .update();
            Flyway.configure()
                    .dataSource(POSTGRES.getJdbcUrl(USER, TEMPLATE), USER, USER)
                    .load()
                    .migrate();
            return TEMPLATE;
        }

        private static void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
