package net.buildserver.verification.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.buildserver.verification.endtoend.BrowserUnderMeasurement;

/** What the web interface costs and how fast it is: many browsers that watch, a long list, a log that grows fast. */
public final class WatchingBrowsers {
    private static final long SETTLE_MILLIS = 3_000;
    private static final int ENDINGS = 50;

    private WatchingBrowsers() {}

    /** Watches with {@code browsers} event streams for {@code seconds}, with {@code builds} builds in the database. */
    public static void run(int browsers, int builds, int seconds) throws Exception {
        try (LoadRun run = LoadRun.start(Map.of());
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            seed(run, builds);
            List<Stream> streams = open(run, http, browsers);
            Patience.pause(SETTLE_MILLIS);
            double before = run.server().cpuSeconds();
            Patience.pause(seconds * 1_000L);
            System.out.printf(
                    Locale.ROOT,
                    "%d browsers, nothing happens, %d s: %.1f %% of a core, RSS %d MiB%n",
                    browsers,
                    seconds,
                    (run.server().cpuSeconds() - before) * 100 / seconds,
                    run.server().residentMiB());
            System.out.println("a submit until each of them has the event: "
                    + latency(run, streams, 20).describe());
            streams.forEach(Stream::close);
            try (BrowserUnderMeasurement browser =
                    new BrowserUnderMeasurement(run.server().url(), ServerNode.PASSWORD)) {
                seen("on the list", browser.endingsSeen(ENDINGS, true));
                seen("on its page", browser.endingsSeen(ENDINGS, false));
                browser.scrollThrough(builds);
                browser.followLog(10_000, 10);
            }
        }
    }

    private static void seen(String where, List<Long> millis) {
        Figures figures = new Figures();
        millis.forEach(time -> figures.add(time * 1_000_000L));
        System.out.println("end of a build in the database until it is seen " + where + ": " + figures.describe());
    }

    private static void seed(LoadRun run, int builds) {
        run.services().jdbc().sql("""
                        insert into builds (id, project_name, repository_url, git_ref, configuration, target_pool, strategy,
                          priority, force_clean, job, status, requester_email, requested_by, trace_id, commit_sha, commit_message,
                          commit_author, created_at, started_at, ended_at)
                        select gen_random_uuid(), 'Project ' || n % 200, 'https://git.example.com/org/app', 'main', 'Release', 'Linux',
                          'Clean', 'Normal', false, '{}', case when n % 9 = 0 then 'Failed' else 'Succeeded' end, 'a@example.com',
                          'ann', md5(n::text), md5(n::text) || '00000000', 'Change number ' || n, 'Ann',
                          now() - n * interval '1 minute', now() - n * interval '1 minute' + interval '2 seconds',
                          now() - n * interval '1 minute' + interval '50 seconds'
                        from generate_series(1, :builds) n""").param("builds", builds).update();
        run.services().jdbc().sql("analyze builds").update();
    }

    private static List<Stream> open(LoadRun run, HttpClient http, int browsers) {
        List<Stream> streams = new ArrayList<>();
        for (int number = 0; number < browsers; number++) {
            streams.add(Stream.open(http, run));
        }
        return streams;
    }

    private static Figures latency(LoadRun run, List<Stream> streams, int submits) throws IOException {
        Figures latency = new Figures();
        try (Wire client = new Wire(run.server().url())) {
            for (int number = 0; number < submits; number++) {
                long start = System.nanoTime();
                UUID build = run.submit(client, number);
                for (Stream stream : streams) {
                    if (!Patience.until(30, () -> stream.has(build))) {
                        throw new IllegalStateException("A browser was not told of " + build);
                    }
                }
                latency.add(System.nanoTime() - start);
            }
        }
        return latency;
    }

    /** One browser's stream, read by a thread of its own. */
    private record Stream(InputStream body, ConcurrentLinkedQueue<String> events) {
        static Stream open(HttpClient http, LoadRun run) {
            HttpRequest request = HttpRequest.newBuilder(run.server().url().resolve("/api/v1/events"))
                    .header("Authorization", "Bearer " + run.admin())
                    .header("Accept", "text/event-stream")
                    .build();
            try {
                HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException("The stream was answered with " + answer.statusCode());
                }
                Stream stream = new Stream(answer.body(), new ConcurrentLinkedQueue<>());
                Thread.ofVirtual().start(stream::read);
                return stream;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }

        private void read() {
            byte[] buffer = new byte[8192];
            try {
                for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                    String text = new String(buffer, 0, count, java.nio.charset.StandardCharsets.UTF_8);
                    if (text.contains("executionId")) {
                        events.add(text);
                    }
                }
            } catch (IOException closed) {
                // The run is over.
            }
        }

        boolean has(UUID build) {
            return events.stream().anyMatch(text -> text.contains(build.toString()));
        }

        void close() {
            try {
                body.close();
            } catch (IOException closedAlready) {
                // Nothing is lost.
            }
        }
    }
}
