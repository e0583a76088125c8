package net.buildserver.verification.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares the database and the API with what clients and agents know; each line that it returns is a broken invariant. */
final class Invariants {
    /** What must return no row, with the sentence that it stands for. */
    private static final Map<String, String> EMPTY = Map.of(
            "a task has more than one result",
            "select task_id from attempts where state = 'Finished' and outcome = 'Succeeded' group by task_id having count(*) > 1",
            "an ended task still has a live attempt",
            "select t.id from tasks t join attempts a on a.task_id = t.id where t.ended_at is not null and a.state in ('Offered', 'Accepted')",
            "a build ended otherwise than its task",
            "select b.id from builds b join tasks t on t.build_id = b.id where b.ended_at is not null and t.state <> b.status",
            "a build succeeded without a result",
            """
            select b.id from builds b where b.status = 'Succeeded' and not exists (
              select 1 from attempts a where a.build_id = b.id and a.state = 'Finished' and a.outcome = 'Succeeded')""",
            "a stage of a successful attempt did not succeed",
            """
            select s.attempt_id from stages s join attempts a on a.id = s.attempt_id
            where a.outcome = 'Succeeded' and s.status not in ('Succeeded', 'Skipped')""",
            "a task was tried more often than it may",
            "select id from tasks where infrastructure_failures > 3",
            "what is visible is not the last accepted attempt",
            """
            select v.id from visible_attempts v join builds b on b.id = v.build_id
            where b.status = 'Succeeded' and v.state <> 'Finished'""",
            "an idempotency key has two builds",
            "select key from idempotency_keys group by requested_by, key having count(*) > 1");

    private Invariants() {}

    static List<String> broken(JdbcClient jdbc, Journal journal, ServerNode server) {
        List<String> broken = new ArrayList<>(journal.violations);
        EMPTY.forEach((sentence, sql) -> {
            List<String> rows =
                    jdbc.sql(sql).query((row, number) -> row.getString(1)).list();
            if (!rows.isEmpty()) {
                broken.add(sentence + ": " + rows);
            }
        });
        Map<UUID, String> statuses = new java.util.HashMap<>();
        jdbc.sql("select id, status from builds")
                .query((row, number) -> statuses.put(row.getObject("id", UUID.class), row.getString("status")))
                .list();
        for (UUID build : journal.accepted) {
            String status = statuses.get(build);
            if (status == null) {
                broken.add("an accepted build is lost: " + build);
            } else if (!List.of("Succeeded", "Failed").contains(status)) {
                broken.add("an accepted build did not end: " + build + " is " + status);
            }
        }
        journal.finishedAttemptOfBuild.forEach((build, attempt) -> {
            if (!"Succeeded".equals(statuses.get(build))) {
                broken.add("an acknowledged result was not kept: " + build + " is " + statuses.get(build));
            }
            log(server, build, journal.logOfAttempt.getOrDefault(attempt, ""), broken);
        });
        return broken;
    }

    private static void log(ServerNode server, UUID build, String expected, List<String> broken) {
        try (Wire wire = new Wire(server.url())) {
            Wire.Answer answer = wire.send(
                    "GET",
                    "/api/v1/builds/" + build + "/logs",
                    server.adminToken(),
                    "text/plain\r\nAccept: text/plain",
                    new byte[0]);
            if (!answer.text().equals(expected)) {
                broken.add("the log of " + build + " is not what its agent wrote: " + answer.status() + " "
                        + answer.text());
            }
        } catch (IOException failure) {
            broken.add("the log of " + build + " cannot be read: " + failure);
        }
    }
}
