package net.buildserver.verification.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import net.buildserver.domain.cache.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares database, store, API and consoles with what clients and agents know; each line that it returns is a broken invariant, and
 * begins with its number in the list of invariants (docs/architecture.md).
 */
final class Invariants {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    /** What must return no row, with the sentence that it stands for. */
    private static final Map<String, String> EMPTY = Map.ofEntries(
            Map.entry(
                    "3: a task has more than one result",
                    "select task_id from attempts where state = 'Finished' and outcome = 'Succeeded' group by task_id having count(*) > 1"),
            Map.entry(
                    "3: an ended task still has a live attempt",
                    "select t.id from tasks t join attempts a on a.task_id = t.id where t.ended_at is not null and a.state in ('Offered', 'Accepted')"),
            Map.entry("3: what is visible is not the last accepted attempt", """
                    select v.id from visible_attempts v join builds b on b.id = v.build_id
                    where b.status = 'Succeeded' and v.state <> 'Finished'"""),
            Map.entry(
                    "4: a task was tried more often than it may",
                    "select id from tasks where infrastructure_failures > 3"),
            Map.entry("4: a build failed although nothing failed but agents, and fewer than three times", """
                    select b.id from builds b join tasks t on t.build_id = b.id
                    where b.status = 'Failed' and t.infrastructure_failures < 3 and t.attempts_made < 50"""),
            Map.entry("4: a build failed without the reasons of its attempts", """
                    select b.id from builds b join tasks t on t.build_id = b.id
                    where b.status = 'Failed' and cardinality(t.failure_reasons) = 0"""),
            Map.entry(
                    "5: an idempotency key has two builds",
                    "select key from idempotency_keys group by requested_by, key having count(*) > 1"),
            Map.entry(
                    "7: a build ended otherwise than its task",
                    "select b.id from builds b join tasks t on t.build_id = b.id where b.ended_at is not null and t.state <> b.status"),
            Map.entry("7: a build succeeded without a result", """
                    select b.id from builds b where b.status = 'Succeeded' and not exists (
                      select 1 from attempts a where a.build_id = b.id and a.state = 'Finished' and a.outcome = 'Succeeded')"""),
            Map.entry("7: a stage of a successful attempt did not succeed", """
                    select s.attempt_id from stages s join attempts a on a.id = s.attempt_id
                    where a.outcome = 'Succeeded' and s.status not in ('Succeeded', 'Skipped')"""),
            Map.entry("7: a stage of an ended attempt is open", """
                    select s.attempt_id from stages s join attempts a on a.id = s.attempt_id
                    where a.ended_at is not null and s.status in ('Pending', 'Running')"""),
            Map.entry("7: a stage began before an earlier one was over", """
                    select s.attempt_id from stages s join stages e on e.attempt_id = s.attempt_id and e.ordinal < s.ordinal
                    where s.status in ('Running', 'Succeeded') and e.status in ('Pending', 'Running')"""));

    private final Services services;
    private final Journal journal;
    private final ServerNode server;
    private final JdbcClient jdbc;
    private final List<String> broken = new ArrayList<>();
    private final String token;

    private Invariants(Services services, Journal journal, ServerNode server) {
        this.services = services;
        this.journal = journal;
        this.server = server;
        this.jdbc = services.jdbc();
        this.token = server.adminToken();
    }

    static List<String> broken(Services services, Journal journal, ServerNode server, List<Path> consoles) {
        Invariants invariants = new Invariants(services, journal, server);
        invariants.broken.addAll(journal.violations);
        invariants.broken.addAll(brokenInTables(services.jdbc()));
        Map<UUID, String> statuses = invariants.accepted();
        invariants.results(statuses);
        invariants.artifacts();
        invariants.packs();
        consoles.forEach(invariants::secrets);
        return invariants.broken;
    }

    /** Looks at the tables alone. */
    static List<String> brokenInTables(JdbcClient jdbc) {
        List<String> broken = new ArrayList<>();
        EMPTY.forEach((sentence, sql) -> {
            List<String> rows =
                    jdbc.sql(sql).query((row, number) -> row.getString(1)).list();
            if (!rows.isEmpty()) {
                broken.add(sentence + ": " + rows);
            }
        });
        return broken;
    }

    private Map<UUID, String> accepted() {
        Map<UUID, String> statuses = new HashMap<>();
        jdbc.sql("select id, status from builds")
                .query((row, number) -> statuses.put(row.getObject("id", UUID.class), row.getString("status")))
                .list();
        jdbc.sql("select id from builds where id not in (select build_id from idempotency_keys)")
                .query(UUID.class)
                .list()
                .forEach(build -> broken.add("5: a build is there that nobody asked for: " + build));
        for (UUID build : journal.accepted) {
            String status = statuses.get(build);
            if (status == null) {
                broken.add("2: an accepted build is lost: " + build);
            } else if (!ENDED.contains(status) && !(status.equals("Cancelled") && journal.cancelled.contains(build))) {
                broken.add("2: an accepted build did not end: " + build + " is " + status);
            }
        }
        return statuses;
    }

    private void results(Map<UUID, String> statuses) {
        try (Wire wire = new Wire(server.url())) {
            journal.finishedAttemptOfBuild.forEach((build, attempt) -> {
                String status = statuses.get(build);
                if (!"Succeeded".equals(status) && !("Cancelled".equals(status) && journal.cancelled.contains(build))) {
                    broken.add("6: an acknowledged result was not kept: " + build + " is " + status);
                }
                log(wire, build, journal.logOfAttempt.getOrDefault(attempt, ""));
            });
        }
    }

    private void log(Wire wire, UUID build, String expected) {
        try {
            Wire.Answer answer = wire.send(
                    "GET", "/api/v1/builds/" + build + "/logs", token, "text/plain\r\nAccept: text/plain", new byte[0]);
            if (!answer.text().equals(expected)) {
                broken.add("3: the log of " + build + " is not what its agent wrote: " + answer.status() + " "
                        + answer.text());
            }
        } catch (IOException failure) {
            broken.add("3: the log of " + build + " cannot be read: " + failure);
        }
    }

    /** What is listed has its bytes, and what an agent was told to be kept is listed. */
    private void artifacts() {
        Map<UUID, String> digests = new HashMap<>();
        jdbc.sql("select attempt_id, object_key, sha256 from artifacts where committed_at is not null")
                .query((row, number) -> {
                    String sha256 = row.getString("sha256");
                    digests.put(row.getObject("attempt_id", UUID.class), sha256);
                    return bytes("8: an artifact is listed without its bytes: ", row.getString("object_key"), sha256);
                })
                .list();
        journal.artifactOfAttempt.forEach((attempt, content) -> {
            if (!Sha256.of(content).equals(digests.get(attempt))) {
                broken.add("8: an acknowledged artifact of the attempt " + attempt + " is not listed");
            }
        });
    }

    private void packs() {
        jdbc.sql("select object_key, digest from cache_packs where stored_at is not null")
                .query((row, number) -> bytes(
                        "9: the cache names a pack that is not there: ",
                        row.getString("object_key"),
                        row.getString("digest")))
                .list();
        jdbc.sql("select key, pack_digest from cache_entries")
                .query((row, number) -> {
                    String key = row.getString("key");
                    if (!journal.packsOfKey.getOrDefault(key, Set.of()).contains(row.getString("pack_digest"))) {
                        broken.add("9: an entry of the cache is none that an agent made: " + key);
                    }
                    return key;
                })
                .list();
    }

    private String bytes(String sentence, String key, String sha256) {
        String found = digest(services.object(key));
        if (!sha256.equals(found)) {
            broken.add(sentence + key + " has " + Objects.requireNonNullElse(found, "no file"));
        }
        return key;
    }

    private static @Nullable String digest(Path file) {
        try {
            return Files.exists(file)
                    ? HexFormat.of().formatHex(Sha256.digest().digest(Files.readAllBytes(file)))
                    : null;
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private void secrets(Path console) {
        try {
            String text = Files.readString(console);
            Set<String> found = new TreeSet<>();
            journal.secrets.stream().filter(text::contains).forEach(found::add);
            if (!found.isEmpty()) {
                broken.add("10: " + console.getFileName() + " holds " + found.size() + " secrets");
            }
        } catch (IOException failure) {
            broken.add("10: " + console + " cannot be read: " + failure);
        }
    }
}
