package net.buildserver.orchestrator.retention;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes rows away and notes in the same transaction which objects of the store go with them. Whatever ends in between, the notes
 * remain until the objects are gone.
 */
public class Removals {
    private final JdbcClient jdbc;

    Removals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Removes an ended build that is not pinned, with everything. */
    @Transactional
    public void build(UUID buildId) {
        if (lock(buildId)) {
            doomArtifacts(buildId);
            doomLogs(buildId);
            jdbc.sql("delete from builds where id = :id").param("id", buildId).update();
        }
    }

    /** Removes the artifacts of an ended build that is not pinned. */
    @Transactional
    public void artifacts(UUID buildId) {
        if (lock(buildId)) {
            doomArtifacts(buildId);
            jdbc.sql("delete from artifacts where build_id = :id")
                    .param("id", buildId)
                    .update();
        }
    }

    /** Removes the logs of an ended build that is not pinned; their length stays known. */
    @Transactional
    public void logs(UUID buildId) {
        if (lock(buildId)) {
            doomLogs(buildId);
            jdbc.sql("""
                            delete from log_archives l using attempts a where a.id = l.attempt_id and a.build_id = :id
                            """).param("id", buildId).update();
            jdbc.sql("update attempts set log_bytes = 0 where build_id = :id")
                    .param("id", buildId)
                    .update();
        }
    }

    /** Removes the test results of an ended build that is not pinned. */
    @Transactional
    public void tests(UUID buildId) {
        if (lock(buildId)) {
            jdbc.sql("delete from test_results r using attempts a where a.id = r.attempt_id and a.build_id = :id")
                    .param("id", buildId)
                    .update();
        }
    }

    private boolean lock(UUID buildId) {
        return jdbc.sql("select 1 from builds where id = :id and ended_at is not null and not pinned for update")
                .param("id", buildId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private void doomArtifacts(UUID buildId) {
        jdbc.sql("""
                        insert into doomed_objects (object_key) select object_key from artifacts where build_id = :id
                        on conflict do nothing
                        """).param("id", buildId).update();
    }

    private void doomLogs(UUID buildId) {
        jdbc.sql("""
                        insert into doomed_objects (object_key)
                        select l.object_key from log_archives l join attempts a on a.id = l.attempt_id where a.build_id = :id
                        on conflict do nothing
                        """).param("id", buildId).update();
    }
}
