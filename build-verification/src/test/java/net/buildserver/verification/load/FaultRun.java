package net.buildserver.verification.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import net.buildserver.verification.endtoend.Installation;

/**
 * Two servers, agents and clients, all of which fail while builds go on: kill -9, SIGSTOP, broken database connections, Redis away or
 * emptied, agents that vanish, come back, repeat themselves and change servers. Afterwards {@link Invariants} are checked. A
 * seed gives the same faults again, though threads may meet otherwise.
 */
public final class FaultRun {
    private static final int AGENTS = 8;
    private static final int PATIENCE_SECONDS = 120;
    private static final Map<String, String> SETTINGS = Map.of(
            "build-server.lease.duration", "3s",
            "build-server.lease.offer-timeout", "2s",
            "build-server.lease.poll-timeout", "3s",
            // Here every agent fails what others pass.
            "build-server.scheduling.drain-after", "0");

    private final long seed;
    private final Random random;
    private final Path folder = Installation.workFolder("faults-" + UUID.randomUUID());
    private final Services services = Services.start(folder);
    private final Map<String, String> properties = new HashMap<>(services.properties());
    private final List<ServerNode> nodes = new ArrayList<>();
    private final Journal journal = new Journal();
    private final AtomicLong faults = new AtomicLong();

    private FaultRun(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        properties.putAll(SETTINGS);
    }

    /**
     * Runs until {@code wanted} faults have happened, but no longer than {@code seconds}.
     *
     * @return what was broken; empty if nothing was
     */
    public static List<String> run(long seed, long wanted, int seconds) throws Exception {
        FaultRun run = new FaultRun(seed);
        try {
            return run.run(wanted, seconds);
        } finally {
            run.nodes.forEach(ServerNode::kill);
            run.services.close();
        }
    }

    private List<String> run(long wanted, int seconds) throws Exception {
        for (int number = 0; number < 2; number++) {
            nodes.add(ServerNode.start(folder, Services.freePort(), properties));
        }
        List<URI> servers = nodes.stream().map(ServerNode::url).toList();
        Submitter submitter = new Submitter(servers, () -> alive().adminToken(), journal, seed);
        List<FaultyAgent> agents = agents(servers);
        List<Thread> threads = new ArrayList<>();
        agents.forEach(agent -> threads.add(Thread.ofVirtual().start(agent)));
        threads.add(Thread.ofVirtual().start(submitter));
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (faults.get() < wanted && System.nanoTime() - deadline < 0) {
            Patience.pause(300 + random.nextInt(900));
            fail();
        }
        submitter.stop();
        boolean ended = Patience.until(PATIENCE_SECONDS, this::allEnded);
        agents.forEach(FaultyAgent::stop);
        for (Thread thread : threads) {
            thread.join(10_000);
        }
        List<String> broken = new ArrayList<>(Invariants.broken(services.jdbc(), journal, alive()));
        if (!ended) {
            broken.add("builds did not end within " + PATIENCE_SECONDS + " s");
        }
        System.out.printf(
                "faults: seed %d, %d faults, %d builds accepted, %d results acknowledged, %d broken invariants%n",
                seed, faults.get(), journal.accepted.size(), journal.finishedAttemptOfBuild.size(), broken.size());
        broken.forEach(System.out::println);
        return broken;
    }

    private List<FaultyAgent> agents(List<URI> servers) throws Exception {
        LoadRun.Enrolment enrolment = new LoadRun.Enrolment(nodes.getFirst());
        List<FaultyAgent> agents = new ArrayList<>();
        for (int number = 0; number < AGENTS; number++) {
            SimulatedAgent agent =
                    SimulatedAgent.join(servers.get(number % servers.size()), enrolment.token(), "fault-" + number);
            agents.add(new FaultyAgent(agent, servers, journal, faults, seed + number));
        }
        return agents;
    }

    private void fail() {
        faults.incrementAndGet();
        switch (random.nextInt(12)) {
            case 0 -> restart(random.nextInt(nodes.size()));
            case 1, 2, 3 -> freeze(nodes.get(random.nextInt(nodes.size())));
            case 4, 5 -> services.restartRedis(random.nextInt(2000));
            case 6, 7, 8 -> services.flushRedis();
            default -> services.breakDatabaseConnections();
        }
    }

    private void restart(int index) {
        int port = nodes.get(index).port();
        nodes.get(index).kill();
        Patience.pause(random.nextInt(1000));
        nodes.set(index, ServerNode.start(folder, port, properties));
    }

    private void freeze(ServerNode node) {
        node.freeze(true);
        Patience.pause(random.nextInt(5000));
        node.freeze(false);
    }

    private ServerNode alive() {
        return nodes.stream().filter(ServerNode::isAlive).findFirst().orElseThrow();
    }

    /** What is in quarantine is released, as a BuildMaster would do. */
    private boolean allEnded() {
        services.jdbc()
                .sql("update tasks set held_at = null, held_by = null, hold_reason = null where held_at is not null")
                .update();
        return services.jdbc()
                        .sql("select count(*) from builds where ended_at is null")
                        .query(Long.class)
                        .single()
                == 0;
    }
}
