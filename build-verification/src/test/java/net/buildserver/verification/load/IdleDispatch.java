package net.buildserver.verification.load;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.buildserver.domain.protocol.TaskOffer;

/**
 * How long an idle agent waits for a build: from the start of the submitting transaction (the task's {@code ready_at}, so a
 * little before the commit) to the agent having read the offer, both on this machine's clock.
 */
public final class IdleDispatch {
    private static final int WARM_UP = 300;

    private IdleDispatch() {}

    /** Submits {@code builds} one after the other while {@code agents} wait in long polls. */
    public static void run(int agents, int builds) throws Exception {
        try (LoadRun run = LoadRun.start(Map.of())) {
            Map<UUID, Instant> offered = new ConcurrentHashMap<>();
            BlockingQueue<UUID> ended = new LinkedBlockingQueue<>();
            List<SimulatedAgent> joined = run.agents(agents);
            joined.forEach(agent -> Thread.ofVirtual().start(() -> serve(agent, offered, ended)));
            Patience.until(60, () -> waiting(run) == agents);
            try (Wire client = new Wire(run.server().url())) {
                submit(run, client, WARM_UP, ended);
                offered.clear();
                run.beginCounting();
                submit(run, client, builds, ended);
            }
            run.report("idle dispatch, " + agents + " agents", builds);
            System.out.println("dispatch: " + latency(run, offered).describe());
            joined.forEach(SimulatedAgent::close);
        }
    }

    private static void submit(LoadRun run, Wire client, int builds, BlockingQueue<UUID> ended) throws Exception {
        for (int number = 0; number < builds; number++) {
            run.submit(client, number);
            if (ended.poll(30, TimeUnit.SECONDS) == null) {
                throw new IllegalStateException("A build was not dispatched within 30 s.");
            }
            // So that the agent polls again and commits do not pile up: the load is light.
            Patience.pause(5);
        }
    }

    private static void serve(SimulatedAgent agent, Map<UUID, Instant> offered, BlockingQueue<UUID> ended) {
        try {
            while (true) {
                TaskOffer offer = agent.poll().orElse(null);
                if (offer != null) {
                    offered.put(offer.executionId(), Instant.now());
                    agent.accept(offer.attemptId());
                    agent.finish(offer.attemptId(), 0, 0);
                    ended.add(offer.executionId());
                }
            }
        } catch (IOException closed) {
            // The run is over.
        }
    }

    private static int waiting(LoadRun run) {
        return run.services()
                .jdbc()
                .sql("select count(*) from agents where polling_until > now()")
                .query(Integer.class)
                .single();
    }

    private static Figures latency(LoadRun run, Map<UUID, Instant> offered) {
        Figures latency = new Figures();
        run.services()
                .jdbc()
                .sql("select build_id, ready_at from tasks")
                .query((row, number) -> Map.entry(
                        row.getObject("build_id", UUID.class),
                        row.getObject("ready_at", java.time.OffsetDateTime.class)
                                .toInstant()))
                .list()
                .forEach(task -> {
                    Instant received = offered.get(task.getKey());
                    if (received != null) {
                        latency.add(Duration.between(task.getValue(), received).toNanos());
                    }
                });
        return latency;
    }
}
