package net.buildserver.verification.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Spreads builds that ended over the days before, and lets the server count them anew, so that plots of a new system show something. */
final class BackdatedBuilds {
    private static final int LINE_OF_PORT = 3;

    private final JdbcClient jdbc;

    /** Connects to the database of a standalone server that keeps its data in {@code data}. */
    BackdatedBuilds(Path data) {
        try (var reader = Files.newBufferedReader(data.resolve("secrets.properties"))) {
            var secrets = new Properties();
            secrets.load(reader);
            var port =
                    Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(LINE_OF_PORT);
            this.jdbc = JdbcClient.create(new DriverManagerDataSource(
                    "jdbc:postgresql://127.0.0.1:" + port.strip() + "/postgres",
                    "postgres",
                    secrets.getProperty("postgres.password")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The oldest build moves back by a week, later ones by less. */
    void spread() {
        jdbc.sql("""
                do $$
                declare
                  build record;
                  back interval;
                begin
                  for build in select id, row_number() over (order by created_at desc) as nth from builds where ended_at is not null loop
                    back := build.nth * interval '6 hours 50 minutes';
                    update builds set created_at = created_at - back, started_at = started_at - back, ended_at = ended_at - back
                      where id = build.id;
                    update attempts set offered_at = offered_at - back, accepted_at = accepted_at - back, ended_at = ended_at - back
                      where build_id = build.id;
                    update stages set start_time = start_time - back, end_time = end_time - back
                      where attempt_id in (select id from attempts where build_id = build.id);
                  end loop;
                  truncate build_rollups, agent_rollups, test_rollups, test_states;
                  insert into uncounted_builds (build_id) select id from builds where ended_at is not null order by ended_at
                    on conflict do nothing;
                end $$""").update();
    }
}
