package net.buildserver.orchestrator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.buildserver.orchestrator.testing.EmbeddedServices;
import net.buildserver.orchestrator.testing.TestAttempts;
import net.buildserver.orchestrator.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Migrates a database that holds a build in the middle of its life, from the first version to the newest. */
class MigrationTests {
    @Test
    void everyMigrationKeepsWhatIsThere() {
        TestDatabase database = EmbeddedServices.emptyDatabase();
        DriverManagerDataSource dataSource =
                new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        JdbcClient jdbc = JdbcClient.create(dataSource);
        Flyway.configure().dataSource(dataSource).target("1").load().migrate();
        TestAttempts attempts = new TestAttempts(jdbc);
        UUID build = attempts.build();
        attempts.agent("old", 1);
        UUID attempt = attempts.accept(build, "old");

        Flyway newest = Flyway.configure().dataSource(dataSource).load();
        newest.migrate();

        assertThat(newest.info().pending()).isEmpty();
        assertThat(jdbc.sql("select build_id from attempts where id = :id and state = 'Accepted'")
                        .param("id", attempt)
                        .query(UUID.class)
                        .single())
                .isEqualTo(build);
    }
}
