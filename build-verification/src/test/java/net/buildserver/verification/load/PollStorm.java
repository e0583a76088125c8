package net.buildserver.verification.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.buildserver.agent.server.Retries;
import net.buildserver.agent.server.ServerException;
import net.buildserver.agent.signal.StopSignal;
import net.buildserver.domain.protocol.TaskOffer;

/** What comes upon a server that was killed and starts again: all agents at once, unless their retries spread. */
public final class PollStorm {
    private static final int BUILDS = 200;
    private static final long LOOK_MILLIS = 100;
    private static final int PATIENCE_SECONDS = 120;
    private static final int RESTART_SECONDS = 300;

    private PollStorm() {}

    /** How many agents polled when. */
    private record Arrived(long nanos, int agents) {}

    /** Kills the server under {@code agents} long polls, and tells when each of them polls again. */
    public static void run(int agents) throws Exception {
        try (LoadRun run = LoadRun.start(Map.of())) {
            BlockingQueue<UUID> offered = new LinkedBlockingQueue<>();
            StopSignal over = new StopSignal();
            List<SimulatedAgent> joined = run.agents(agents);
            joined.forEach(agent -> Thread.ofVirtual().start(() -> serve(agent, Retries.spread(over), offered)));
            Patience.until(PATIENCE_SECONDS, () -> waiting(run) == agents);

            long killed = System.nanoTime();
            run.server().kill();
            run.services().jdbc().sql("update agents set polling_until = null").update();
            CompletableFuture<List<Arrived>> arrivals = watch(run, agents);
            run.restartServer();
            System.out.printf(Locale.ROOT, "the server was away for %.1f s%n", (System.nanoTime() - killed) / 1e9);
            run.beginCounting();
            report(arrivals.join(), agents);
            dispatch(run, offered);
            over.stop();
            joined.forEach(SimulatedAgent::close);
        }
    }

    /** Looks from the server's death on: it takes polls before it says that it is ready. */
    private static CompletableFuture<List<Arrived>> watch(LoadRun run, int agents) {
        return CompletableFuture.supplyAsync(
                () -> {
                    List<Arrived> seen = new ArrayList<>();
                    Patience.until(RESTART_SECONDS, () -> {
                        Patience.pause(LOOK_MILLIS);
                        int now = waiting(run);
                        if (now > 0) {
                            seen.add(new Arrived(System.nanoTime(), now));
                        }
                        return now == agents;
                    });
                    return seen;
                },
                Thread::startVirtualThread);
    }

    private static void report(List<Arrived> seen, int agents) {
        long first = seen.getFirst().nanos();
        List<Integer> there = new ArrayList<>();
        for (Arrived arrived : seen) {
            long second = TimeUnit.NANOSECONDS.toSeconds(arrived.nanos() - first);
            while (there.size() <= second) {
                there.add(arrived.agents());
            }
            there.set((int) second, arrived.agents());
        }
        int most = there.getFirst();
        for (int second = 1; second < there.size(); second++) {
            most = Math.max(most, there.get(second) - there.get(second - 1));
        }
        System.out.printf(
                Locale.ROOT,
                "%d agents poll again %.1f s after the first of them; in the fullest second %.1f %% of them came; by second: %s%n",
                there.getLast(),
                (seen.getLast().nanos() - first) / 1e9,
                most * 100.0 / agents,
                there);
    }

    private static void dispatch(LoadRun run, BlockingQueue<UUID> offered) throws Exception {
        long begin = System.nanoTime();
        try (Wire client = new Wire(run.server().url())) {
            for (int number = 0; number < BUILDS; number++) {
                run.submit(client, number);
            }
        }
        for (int number = 0; number < BUILDS; number++) {
            if (offered.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) == null) {
                throw new IllegalStateException("A build was not dispatched after the restart.");
            }
        }
        run.report("builds after the storm, one client", BUILDS);
        System.out.printf(
                Locale.ROOT, "all were offered %.1f s after the first submit%n", (System.nanoTime() - begin) / 1e9);
    }

    private static void serve(SimulatedAgent agent, Retries retries, BlockingQueue<UUID> offered) {
        try {
            while (true) {
                Optional<TaskOffer> offer = retries.call(() -> poll(agent));
                if (offer.isPresent()) {
                    agent.accept(offer.get().attemptId());
                    agent.finish(offer.get().attemptId(), 0, 0);
                    offered.add(offer.get().executionId());
                }
            }
        } catch (IOException | ServerException closed) {
            // The run is over.
        }
    }

    private static Optional<TaskOffer> poll(SimulatedAgent agent) {
        try {
            return agent.poll();
        } catch (IOException away) {
            throw ServerException.Unavailable.connectionLost(away.toString());
        }
    }

    private static int waiting(LoadRun run) {
        return run.services()
                .jdbc()
                .sql("select count(*) from agents where polling_until > now()")
                .query(Integer.class)
                .single();
    }
}
