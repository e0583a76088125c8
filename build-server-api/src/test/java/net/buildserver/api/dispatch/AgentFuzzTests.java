package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.buildserver.api.openapi.HostileValues;
import net.buildserver.domain.build.BuildStatus;
import org.junit.jupiter.api.Test;

/**
 * An agent that writes what no agent should: of the wrong attempt, in the wrong order, twice, with gaps, too much, of wrong types.
 * The server refuses with a 4xx that has a reason, and what it refused changed nothing; it never fails, and takes nothing for the
 * attempt of another agent. {@code -Dseed=N} repeats a run, {@code -Dvariants=N} sets how many requests each endpoint gets.
 */
class AgentFuzzTests extends DispatchFixture {
    private static final int VARIANTS = Integer.getInteger("variants", 25);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Map<String, String> OF_AGENT = Map.of("/session", """
            {"protocolVersion":1,"sessionId":"%s","agentVersion":"1","hostname":"h","startedAt":"2026-01-01T00:00:00Z",
            "capabilities":{"maxConcurrentBuilds":1,"availableDiskSpaceGB":1,"cpuCores":1,"totalMemoryGB":1},"attempts":[]}""", "/heartbeat", """
            {"sessionId":"%s","attempts":[],"usage":{"cpuUsagePercentage":1,"memoryUsagePercentage":1,
            "diskSpaceAvailableGB":1},"checks":[]}""", "/poll", """
            {"sessionId":"%s","freeSlots":0,"usage":{"cpuUsagePercentage":1,"memoryUsagePercentage":1,
            "diskSpaceAvailableGB":1}}""");

    private static final List<String> OFFSETS = List.of(
            "0",
            "1",
            "-1",
            "7",
            "1048577",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "x",
            "");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final HostileValues values = new HostileValues(random);
    private final List<String> broken = new ArrayList<>();
    private final Set<Integer> answers = new HashSet<>();
    private FakeAgent agent;
    private UUID own;
    private String others;
    private String ended;
    private String before;

    @Test
    void hostileAgentIsRefusedAndChangesNothing() throws Exception {
        others = takenBy(agent(1)).toString();
        agent = agent(1);
        ended = takenBy(agent).toString();
        assertThat(agent.attempt(UUID.fromString(ended), "finish", succeeded(0)).status())
                .isEqualTo(204);
        own = takenBy(agent);
        before = everything();

        for (int variant = 0; variant < VARIANTS; variant++) {
            for (String action : AttemptWrites.BODIES.keySet()) {
                write(action);
            }
            for (String path : OF_AGENT.keySet()) {
                if (!path.equals("/poll") || variant % 10 == 0) {
                    judge("", send("/agent/v1" + path, body(OF_AGENT.get(path).formatted(agent.session())), false));
                }
            }
        }

        assertThat(broken).as("seed " + seed).isEmpty();
        assertThat(answers).as("kinds of answers").contains(200, 204, 400, 409, 410, 416, 422);
        assertThat(builds.get(buildOf(others)).status()).isEqualTo(BuildStatus.Running);
    }

    private UUID takenBy(FakeAgent one) {
        submit();
        UUID attempt = one.take();
        keepLeases();
        return attempt;
    }

    private void write(String action) throws Exception {
        String attempt = switch (random.nextInt(8)) {
            case 0 -> others;
            case 1 -> ended;
            case 2 -> random.nextBoolean() ? UUID.randomUUID().toString() : values.inUrl();
            default -> own.toString();
        };
        boolean log = action.equals("/log");
        String query = log && random.nextInt(20) > 0 ? "?offset=" + values.pick(OFFSETS) : "";
        if (log && random.nextInt(6) == 0) {
            query += "&restart=" + values.inUrl();
        }
        byte[] body = log ? logBytes() : body(AttemptWrites.BODIES.get(action));
        judge(attempt, send("/agent/v1/attempts/" + attempt + action + query, body, log));
        if (attempt.equals(own.toString()) && !isLive()) {
            own = takenBy(agent);
            before = everything();
        }
    }

    private byte[] logBytes() {
        byte[] bytes = new byte[random.nextInt(15) == 0 ? (1 << 20) + random.nextInt(3) - 1 : random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] body(String example) {
        return example.isEmpty() || random.nextInt(6) == 0
                ? example.getBytes(java.nio.charset.StandardCharsets.UTF_8)
                : values.body(FakeAgent.JSON.readTree(example));
    }

    private HttpResponse<String> send(String path, byte[] body, boolean log) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server().resolve(path))
                .header("Authorization", "Bearer " + agent.credential())
                .header("Content-Type", log ? "application/octet-stream" : "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (random.nextInt(10) == 0) {
            request.header("Content-Encoding", values.pick(List.of("gzip", "br", "identity", "gzip, gzip", "x")));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void judge(String attempt, HttpResponse<String> answer) throws IOException {
        int status = answer.statusCode();
        answers.add(status);
        String after = everything();
        boolean taken = status / 100 == 2 && attempt.equals(others);
        if (status >= 500 || taken) {
            broken.add(answer.uri() + " -> " + status + " " + answer.body());
        } else if (status >= 400) {
            if (!answer.body().contains("\"detail\"")) {
                broken.add(answer.uri() + " -> " + status + " without a reason: " + answer.body());
            }
            if (!after.equals(before)) {
                broken.add(answer.uri() + " -> " + status + " changed something: " + answer.body());
            }
        }
        before = after;
        keepLeases();
    }

    /** A slow machine must not make the attempts end by themselves. */
    private void keepLeases() {
        jdbc.sql("update attempts set lease_until = now() + interval '20 seconds' where state = 'Accepted'")
                .update();
    }

    private boolean isLive() {
        return jdbc.sql("select state from attempts where id = :id")
                .param("id", own)
                .query(String.class)
                .single()
                .equals("Accepted");
    }

    private UUID buildOf(String attempt) {
        return jdbc.sql("select build_id from attempts where id = :id")
                .param("id", UUID.fromString(attempt))
                .query(UUID.class)
                .single();
    }

    /** Returns a digest of all that agents write about builds, but for leases. */
    private String everything() {
        return jdbc.sql("""
                        select md5(coalesce(string_agg(line, '' order by line), '')) from (
                            select md5((to_jsonb(a) - 'lease_until')::text) as line from attempts a
                            union all select md5(to_jsonb(t)::text) from tasks t
                            union all select md5(to_jsonb(b)::text) from builds b
                            union all select md5(to_jsonb(s)::text) from stages s
                            union all select md5(to_jsonb(d)::text) from diagnostics d
                            union all select md5(to_jsonb(r)::text) from test_results r
                            union all select c.attempt_id::text || c.start_offset || md5(c.bytes)
                              from log_chunks c join attempts l on l.id = c.attempt_id and l.state = 'Accepted'
                            union all select md5(to_jsonb(f)::text) from artifacts f
                            union all select md5(to_jsonb(u)::text) from project_uses u
                            union all select md5(to_jsonb(p)::text) from cache_packs p
                            union all select md5((to_jsonb(e) - 'last_used_at')::text) from cache_entries e) x
                        """).query(String.class).single();
    }
}
