package net.buildserver.verification.load;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.buildserver.verification.endtoend.Installation;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long insights take after many builds: 1,000 projects over 100 days, counted by a server as it counts real ones. */
public final class InsightHistory {
    private static final int ROUNDS = 20;
    private static final int PART = 250_000;
    private static final double NANOS_PER_MILLI = 1_000_000;

    /** The same seed makes the same builds; triggers and checks of references are left out, as nothing refers to these rows. */
    private static final String SEED = """
            insert into builds (id, project_name, repository_url, git_ref, configuration, target_pool, strategy, priority, force_clean, job,
              status, requester_email, requested_by, trace_id, failure_kind, created_at, started_at, ended_at)
            select md5(n::text)::uuid, 'Project' || (n * 7919 % 1000), 'https://git.example.com/org/app', 'main', 'Release',
              (array['Linux', 'Windows'])[1 + n % 5 / 4], (array['Clean', 'Incremental', 'Cached'])[1 + n % 3], 'Normal', false, '{}',
              case when n % 10 = 0 then 'Failed' else 'Succeeded' end, 'load@example.com', 'load', '0',
              case when n % 10 = 0 then 'UserCode' end, at - interval '20 s', at, at + (10 + n % 600) * interval '1 s'
            from (select n, now() - interval '100 days' + n * (interval '100 days' / :all) as at
              from generate_series(:first::bigint, :last) n) numbers""";

    private InsightHistory() {}

    /** Seeds {@code builds}, has them counted and asks. */
    public static void run(int builds) throws IOException {
        var folder = Installation.workFolder("insights-" + UUID.randomUUID());
        try (Services services = Services.start(folder);
                ServerNode server = ServerNode.start(folder, Services.freePort(), services.properties())) {
            JdbcClient jdbc = services.jdbc();
            long begin = System.nanoTime();
            for (long first = 1; first <= builds; first += PART) {
                long last = Math.min(first + PART - 1, builds);
                jdbc.sql("set session_replication_role = replica; " + SEED)
                        .param("all", builds)
                        .param("first", first)
                        .param("last", last)
                        .update();
            }
            jdbc.sql("analyze builds").update();
            System.out.printf("%d builds written in %.0f s%n", builds, seconds(begin));

            begin = System.nanoTime();
            jdbc.sql(
                            "set session_replication_role = replica; insert into uncounted_builds (build_id) select id from builds order by ended_at")
                    .update();
            if (!Patience.until(
                    6 * 3600,
                    () -> jdbc.sql("select not exists (select 1 from uncounted_builds)")
                            .query(Boolean.class)
                            .single())) {
                throw new IllegalStateException("The builds were not counted.");
            }
            System.out.printf(
                    "counted in %.0f s, %s rows of %s%n",
                    seconds(begin),
                    jdbc.sql("select count(*)::text from build_rollups")
                            .query(String.class)
                            .single(),
                    jdbc.sql("select pg_size_pretty(pg_total_relation_size('build_rollups'))")
                            .query(String.class)
                            .single());
            ask(server);
        }
    }

    private static void ask(ServerNode server) throws IOException {
        String token = server.adminToken();
        try (Wire wire = new Wire(server.url())) {
            for (String path : List.of(
                    "?days=1",
                    "?days=7",
                    "?days=90",
                    "?days=90&project=Project7",
                    "/projects?days=90&sort=slowest",
                    "/builds?days=90&limit=20",
                    "/builds?days=90&limit=500",
                    "/builds?days=90&strategy=Canary",
                    "/builds?days=90&project=Project7",
                    "/trend?days=731",
                    "/failures?days=30&pool=Linux&strategy=Cached")) {
                double[] millis = new double[ROUNDS];
                for (int round = 0; round < ROUNDS; round++) {
                    long before = System.nanoTime();
                    Wire.Answer answer = wire.get("/api/v1/insights" + path, token);
                    millis[round] = (System.nanoTime() - before) / NANOS_PER_MILLI;
                    if (answer.status() != 200) {
                        throw new IOException(answer.status() + " " + answer.text());
                    }
                }
                Arrays.sort(millis);
                System.out.printf("%-40s p50 %.0f ms, max %.0f ms%n", path, millis[ROUNDS / 2], millis[ROUNDS - 1]);
            }
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / NANOS_PER_MILLI / 1000;
    }
}
