package net.buildserver.verification.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import net.buildserver.domain.protocol.TaskOffer;

/** Builds that all run at once, each with ten log lines a second and the heartbeats that they need, while some logs are read. */
public final class ConcurrentBuilds {
    private static final int LINES = 10;
    private static final int HEARTBEAT_SECONDS = 4;
    private static final int READERS = 10;

    private ConcurrentBuilds() {}

    /** Keeps {@code builds} running for {@code seconds}. */
    public static void run(int builds, int seconds) throws Exception {
        try (LoadRun run = LoadRun.start(Map.of())) {
            Figures append = new Figures();
            Figures visible = new Figures();
            AtomicLong failures = new AtomicLong();
            Map<UUID, UUID> running = new ConcurrentHashMap<>();
            long end = System.nanoTime() + (seconds + 60L) * 1_000_000_000L;
            List<SimulatedAgent> agents = run.agents(builds);
            List<Thread> threads = new ArrayList<>();
            agents.forEach(
                    agent -> threads.add(Thread.ofVirtual().start(() -> serve(agent, end, running, append, failures))));
            try (Wire client = new Wire(run.server().url())) {
                for (int number = 0; number < builds; number++) {
                    run.submit(client, number);
                }
            }
            boolean all = Patience.until(60, () -> running.size() == builds);
            System.out.println(running.size() + " builds run at once" + (all ? "" : ", fewer than wanted"));
            run.beginCounting();
            running.keySet().stream()
                    .limit(READERS)
                    .forEach(build -> threads.add(Thread.ofVirtual().start(() -> follow(run, build, end, visible))));
            Patience.pause(seconds * 1000L);
            run.report("concurrent builds for " + seconds + " s", builds);
            System.out.println("append: " + append.describe() + "; failed requests " + failures);
            System.out.println("log line written to readable over HTTP: " + visible.describe());
            agents.forEach(SimulatedAgent::close);
        }
    }

    private static void serve(
            SimulatedAgent agent, long end, Map<UUID, UUID> running, Figures append, AtomicLong failures) {
        try {
            TaskOffer offer = null;
            while (offer == null) {
                offer = agent.poll().orElse(null);
            }
            UUID attempt = offer.attemptId();
            agent.accept(attempt);
            running.put(offer.executionId(), attempt);
            long offset = 0;
            for (int second = 0; System.nanoTime() - end < 0; second++) {
                // The line carries the time at which it was written, so that readers can tell its age.
                String lines =
                        ("t=" + System.nanoTime() + " a line as builds write it, of ordinary length\n").repeat(LINES);
                long before = System.nanoTime();
                if (agent.log(attempt, offset, lines).status() == 200) {
                    offset += lines.length();
                    append.add(System.nanoTime() - before);
                } else {
                    failures.incrementAndGet();
                }
                if (second % HEARTBEAT_SECONDS == 0 && agent.heartbeat(attempt).status() != 200) {
                    failures.incrementAndGet();
                }
                Patience.pause(1000 - Math.min(999, (System.nanoTime() - before) / 1_000_000));
            }
        } catch (IOException closed) {
            // The run is over.
        }
    }

    /** Reads what is new of a log again and again, as a browser without a stream does, and notes how old the newest line is. */
    private static void follow(LoadRun run, UUID build, long end, Figures visible) {
        try (Wire wire = new Wire(run.server().url())) {
            int seen = 0;
            boolean first = true;
            while (System.nanoTime() - end < 0) {
                Wire.Answer answer = wire.send(
                        "GET",
                        "/api/v1/builds/" + build + "/logs",
                        run.admin(),
                        "text/plain\r\nAccept: text/plain\r\nRange: bytes=" + seen + "-",
                        new byte[0]);
                if (answer.status() == 206) {
                    String log = answer.text();
                    int at = log.lastIndexOf("t=");
                    seen += log.length();
                    if (!first) {
                        visible.add(System.nanoTime() - Long.parseLong(log.substring(at + 2, log.indexOf(' ', at))));
                    }
                    first = false;
                }
                Patience.pause(50);
            }
        } catch (IOException closed) {
            // The run is over.
        }
    }
}
