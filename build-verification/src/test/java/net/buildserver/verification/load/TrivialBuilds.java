package net.buildserver.verification.load;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.buildserver.domain.protocol.TaskOffer;

/** How many builds a second go all the way: submit, offer, accept, six stages, a log chunk, finish. */
public final class TrivialBuilds {
    private static final List<String> STAGES = List.of("Clone", "Restore", "Build", "Test", "Package", "Upload");
    private static final String LOG = "2026-01-01T00:00:00Z [Information] Build: built in no time\n".repeat(8);

    private TrivialBuilds() {}

    /**
     * Runs {@code builds} on {@code agents}, with {@code clients} submitting as fast as builds end.
     *
     * @param reports number of requests that the six stages are reported in: 6, or 1 as the agent does when they end together
     */
    public static void run(int agents, int clients, int builds, int reports) throws Exception {
        try (LoadRun run = LoadRun.start(Map.of())) {
            AtomicLong ended = new AtomicLong();
            Figures whole = new Figures();
            List<SimulatedAgent> joined = run.agents(agents);
            joined.forEach(agent -> Thread.ofVirtual().start(() -> serve(agent, reports, ended, whole)));
            drive(run, clients, Math.max(500, builds / 4), ended, agents);
            long warm = ended.get();
            run.beginCounting();
            drive(run, clients, builds, ended, agents);
            run.report("trivial builds, " + agents + " agents, " + reports + " reports", ended.get() - warm);
            System.out.println("an agent's part of a build, offer to finish: " + whole.describe());
            joined.forEach(SimulatedAgent::close);
        }
    }

    /** Keeps a small queue in front of the agents until {@code builds} more have ended. */
    private static void drive(LoadRun run, int clients, int builds, AtomicLong ended, int agents) throws Exception {
        long begin = ended.get();
        AtomicInteger sent = new AtomicInteger();
        Thread[] threads = new Thread[clients];
        for (int index = 0; index < clients; index++) {
            threads[index] = Thread.ofVirtual().start(() -> {
                try (Wire wire = new Wire(run.server().url())) {
                    for (int number = sent.getAndIncrement(); number < builds; number = sent.getAndIncrement()) {
                        while (number - (ended.get() - begin) > 2L * agents) {
                            Patience.pause(1);
                        }
                        run.submit(wire, number);
                    }
                } catch (IOException failure) {
                    throw new java.io.UncheckedIOException(failure);
                }
            });
        }
        if (!Patience.until(170, () -> ended.get() - begin >= builds)) {
            System.out.println("Not all builds ended in 170 s: " + (ended.get() - begin) + " of " + builds);
        }
        for (Thread thread : threads) {
            thread.join(1000);
        }
    }

    private static void serve(SimulatedAgent agent, int reports, AtomicLong ended, Figures whole) {
        try {
            while (true) {
                TaskOffer offer = agent.poll().orElse(null);
                if (offer != null) {
                    long before = System.nanoTime();
                    build(agent, offer.attemptId(), reports);
                    whole.add(System.nanoTime() - before);
                    ended.incrementAndGet();
                }
            }
        } catch (IOException closed) {
            // The run is over.
        }
    }

    private static void build(SimulatedAgent agent, UUID attempt, int reports) throws IOException {
        require(agent.accept(attempt), 200);
        if (reports == 1) {
            require(agent.report(attempt, 1, STAGES), 200);
        } else {
            for (int index = 0; index < STAGES.size(); index++) {
                require(agent.report(attempt, index + 1, List.of(STAGES.get(index))), 200);
            }
        }
        require(agent.log(attempt, 0, LOG), 200);
        require(agent.finish(attempt, reports == 1 ? 1 : STAGES.size(), LOG.length()), 204);
    }

    private static void require(Wire.Answer answer, int status) throws IOException {
        if (answer.status() != status) {
            System.out.println("Unexpected: " + answer.status() + " " + answer.text());
            throw new IOException(answer.text());
        }
    }
}
