package net.buildserver.verification.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import net.buildserver.domain.protocol.TaskOffer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Many browsers that follow the log of one build, each with the requests that the page makes (static/ui/log). */
public final class LogFollowers {
    private static final int LINES = 10;
    private static final int WRITES_PER_SECOND = 10;
    private static final int PAGE = 200;
    private static final long REFRESH_MILLIS = 400;
    private static final int OUTLINE_EVERY = 5;
    private static final int HEARTBEAT_EVERY = 40;

    private LogFollowers() {}

    /** Lets {@code browsers} follow 100 lines a second for {@code seconds}. */
    public static void run(int browsers, int seconds) throws Exception {
        try (LoadRun run = LoadRun.start(Map.of())) {
            SimulatedAgent agent = run.agents(1).getFirst();
            UUID build;
            try (Wire client = new Wire(run.server().url())) {
                build = run.submit(client, 0);
            }
            TaskOffer offer = null;
            while (offer == null) {
                offer = agent.poll().orElse(null);
            }
            UUID attempt = offer.attemptId();
            agent.accept(attempt);
            AtomicBoolean over = new AtomicBoolean();
            AtomicLong requests = new AtomicLong();
            Figures answer = new Figures();
            Figures age = new Figures();
            List<Thread> threads = new ArrayList<>();
            threads.add(Thread.ofVirtual().start(() -> write(agent, attempt, over)));
            for (int number = 0; number < browsers; number++) {
                long late = number * REFRESH_MILLIS / browsers;
                threads.add(Thread.ofVirtual().start(() -> follow(run, build, late, over, requests, answer, age)));
            }
            Patience.pause(5000);
            long before = requests.get();
            run.beginCounting();
            Patience.pause(seconds * 1000L);
            run.report(browsers + " browsers follow one log, by request", requests.get() - before);
            over.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            System.out.println("answer: " + answer.describe());
            System.out.println("age of the newest line in a browser, of which up to " + REFRESH_MILLIS
                    + " ms are the page's own pause: " + age.describe());
            agent.close();
        }
    }

    private static void write(SimulatedAgent agent, UUID attempt, AtomicBoolean over) {
        long offset = 0;
        try {
            for (int number = 0; !over.get(); number++) {
                String lines =
                        ("t=" + System.nanoTime() + " a line as builds write it, of ordinary length\n").repeat(LINES);
                if (agent.log(attempt, offset, lines).status() == 200) {
                    offset += lines.length();
                }
                if (number % HEARTBEAT_EVERY == 0) {
                    agent.heartbeat(attempt);
                }
                Patience.pause(1000 / WRITES_PER_SECOND);
            }
        } catch (IOException closed) {
            // The run is over.
        }
    }

    /** Asks how long the log is, then for the lines that the page shows at its end. */
    private static void follow(
            LoadRun run, UUID build, long late, AtomicBoolean over, AtomicLong requests, Figures answer, Figures age) {
        Patience.pause(late);
        String log = "/api/v1/builds/" + build + "/logs/";
        String path = log + "lines?from=";
        try (Wire wire = new Wire(run.server().url())) {
            long seen = 0;
            for (int round = 1; !over.get(); round++) {
                if (round % OUTLINE_EVERY == 0) {
                    get(run, wire, log + "outline", requests, answer);
                }
                long total = get(run, wire, path + "-1&count=1", requests, answer)
                        .path("total")
                        .asLong();
                long from = Math.max(seen, total - total % PAGE);
                if (total > seen) {
                    JsonNode lines = get(run, wire, path + from + "&count=" + PAGE, requests, answer)
                            .path("lines");
                    seen = from + lines.size();
                    if (!lines.isEmpty()) {
                        String line = lines.get(lines.size() - 1).asString();
                        age.add(System.nanoTime() - Long.parseLong(line.substring(2, line.indexOf(' '))));
                    }
                }
                Patience.pause(REFRESH_MILLIS);
            }
        } catch (IOException closed) {
            // The run is over.
        }
    }

    private static JsonNode get(LoadRun run, Wire wire, String path, AtomicLong requests, Figures answer)
            throws IOException {
        long before = System.nanoTime();
        Wire.Answer text = wire.get(path, run.admin());
        answer.add(System.nanoTime() - before);
        requests.incrementAndGet();
        if (text.status() != 200) {
            throw new IOException(text.status() + " " + text.text());
        }
        return JsonMapper.shared().readTree(text.text());
    }
}
