package net.buildserver.api.standalone;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL on a folder of the data folder. Builds run on the same machine, so it asks for a password even on the
 * loopback address.
 */
final class EmbeddedDatabase implements AutoCloseable {
    private static final String USER = "postgres";
    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final String HBA = """
            # Written by the build server: loopback only, with a password, because builds run on this machine too.
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;

    private final EmbeddedPostgres postgres;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres postgres, String password) {
        this.postgres = postgres;
        this.password = password;
    }

    /** Starts PostgreSQL on {@code data/postgres}, creating the cluster at the first start. */
    static EmbeddedDatabase start(DataFolder data) throws IOException, SQLException {
        Path folder = data.resolve("postgres");
        LeftoverProcess.end(folder.resolve("postmaster.pid"), "postgres");
        String password = data.secretOrNew("postgres.password");
        // Without the mark an earlier first start was broken off, and what it left is begun afresh.
        // afresh.
        boolean fresh = !Files.exists(folder.resolve("password-set"));
        if (fresh) {
            FileSystemUtils.deleteRecursively(folder);
        }
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(data.folder("postgres-binaries").toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(STARTUP)
                // The library's own defaults are for tests, which may lose data; here a 202 means a row on the disk.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "60")
                .setServerConfig("shared_buffers", "64MB")
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                        data.folder("logs").resolve("postgres.log").toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        data.folder("logs").resolve("postgres.log").toFile()));
        if (!fresh) {
            builder.setConnectConfig("password", password);
        }
        EmbeddedPostgres postgres = builder.start();
        if (fresh) {
            askForPassword(postgres, folder, password);
        }
        return new EmbeddedDatabase(postgres, password);
    }

    private static void askForPassword(EmbeddedPostgres postgres, Path folder, String password)
            throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.getJdbcUrl(USER, USER));
                Statement statement = connection.createStatement()) {
            statement.execute("alter user postgres password '" + password + "'");
            Files.writeString(folder.resolve("pg_hba.conf"), HBA);
            statement.execute("select pg_reload_conf()");
        }
        Files.writeString(folder.resolve("password-set"), "");
    }

    /** Returns the Spring properties that point the server here. */
    Map<String, Object> properties() {
        return Map.of(
                "spring.datasource.url", "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "spring.datasource.username", USER,
                "spring.datasource.password", password);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
