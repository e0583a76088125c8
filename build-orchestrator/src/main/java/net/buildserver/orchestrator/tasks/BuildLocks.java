package net.buildserver.orchestrator.tasks;

import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.build.BuildStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes the lock that every change of a build's tasks and attempts begins with. */
public class BuildLocks {
    private final JdbcClient jdbc;

    BuildLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the build of {@code attemptId} until the caller's transaction ends; empty if there is no such attempt. */
    public Optional<LockedBuild> ofAttempt(UUID attemptId) {
        return lock("(select build_id from attempts where id = :id)", attemptId);
    }

    /** Locks {@code buildId} until the caller's transaction ends; empty if there is no such build. */
    public Optional<LockedBuild> of(UUID buildId) {
        return lock(":id", buildId);
    }

    private Optional<LockedBuild> lock(String which, UUID id) {
        // "no key", so that rows which refer to the build can be inserted meanwhile.
        return jdbc.sql("select id, status from builds where id = " + which + " for no key update")
                .param("id", id)
                .query((row, number) ->
                        new LockedBuild(row.getObject("id", UUID.class), BuildStatus.valueOf(row.getString("status"))))
                .optional();
    }
}
