package net.buildserver.verification.load;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import net.buildserver.verification.endtoend.Installation;
import net.buildserver.verification.endtoend.Partition;

/**
 * Two servers, PostgreSQL, Redis, a store, agents and clients, all of which fail while builds go on. Afterwards {@link Invariants} are
 * checked. A seed gives the same faults in the same order again, though threads may meet otherwise.
 */
public final class FaultRun {
    private static final int PATIENCE_SECONDS = 180;
    private static final int DISK_MEGABYTES = 800;
    private static final int HALT_SECONDS = 3;
    private static final int MOST_WRONG_SECONDS = 20 * 60;
    private static final int AGENTS_PER_CLIENT = 4;
    private static final Map<String, String> SETTINGS = Map.of(
            "build-server.lease.duration", "3s",
            "build-server.lease.offer-timeout", "2s",
            "build-server.lease.poll-timeout", "3s",
            "build-server.logs.archive-interval", "1s",
            "build-server.disk.min-free", "100MB",
            // Here every agent fails what others pass.
            "build-server.scheduling.drain-after", "0");

    private final long seed;
    private final boolean clocks;
    private final Random random;
    private final Path folder = Installation.workFolder("faults-" + UUID.randomUUID());
    private final SmallDisk disk = SmallDisk.at(folder, DISK_MEGABYTES);
    private final Services services = Services.start(folder, Map.of("max_wal_size", "128MB", "min_wal_size", "32MB"));
    private final WrongClock databaseClock = WrongClock.at(folder.resolve("clock-of-postgres"));
    private final Journal journal = new Journal();
    private final List<FaultyNode> nodes = new ArrayList<>();
    private final Deque<Fault> deck = new ArrayDeque<>();
    private final Deque<HaltLine.Place> places = new ArrayDeque<>();

    private record Fault(String name, Runnable happens) {}

    private FaultRun(long seed, boolean clocks) {
        this.seed = seed;
        this.clocks = clocks;
        this.random = new Random(seed);
    }

    /**
     * Runs until {@code wanted} faults have happened, but no longer than {@code seconds}.
     *
     * @param clocks whether the clocks of PostgreSQL and of the servers are among what fails, where that can be
     * @return what was broken; empty if nothing was
     */
    public static List<String> run(long seed, long wanted, int seconds, int agents, boolean clocks) throws Exception {
        FaultRun run = new FaultRun(seed, clocks);
        try {
            return run.run(wanted, seconds, agents);
        } finally {
            run.nodes.forEach(FaultyNode::close);
            run.services.close();
            run.disk.close();
        }
    }

    private List<String> run(long wanted, int seconds, int count) throws Exception {
        startNodes();
        List<URI> servers = nodes.stream().map(FaultyNode::url).toList();
        List<Submitter> submitters = IntStream.range(0, count / AGENTS_PER_CLIENT)
                .mapToObj(number -> new Submitter(servers, () -> alive().adminToken(), journal, seed - number))
                .toList();
        List<FaultyAgent> agents = agents(servers, count);
        List<Thread> threads = new ArrayList<>();
        agents.forEach(agent -> threads.add(Thread.ofVirtual().start(agent)));
        submitters.forEach(submitter -> threads.add(Thread.ofVirtual().start(submitter)));
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (journal.faults() < wanted && System.nanoTime() - deadline < 0) {
            Patience.pause(random.nextInt(1000));
            fail();
        }
        submitters.forEach(Submitter::stop);
        agents.forEach(FaultyAgent::calm);
        services.database().ensureRunning();
        nodes.forEach(FaultyNode::awaitReady);
        boolean ended = Patience.until(PATIENCE_SECONDS, this::allEnded);
        agents.forEach(FaultyAgent::stop);
        for (Thread thread : threads) {
            thread.join(10_000);
        }
        List<String> broken = new ArrayList<>(Invariants.broken(
                services,
                journal,
                alive(),
                nodes.stream().map(FaultyNode::console).toList()));
        if (!ended) {
            broken.add("2: builds did not end within " + PATIENCE_SECONDS + " s");
        }
        report(broken);
        return broken;
    }

    private void report(List<String> broken) {
        System.out.printf(
                "faults: seed %d, %d faults, %d builds accepted (%d cancelled), %d results acknowledged, %d artifacts, %d cache keys,"
                        + " %d broken invariants%n",
                seed,
                journal.faults(),
                journal.accepted.size(),
                journal.cancelled.size(),
                journal.finishedAttemptOfBuild.size(),
                journal.artifactOfAttempt.size(),
                journal.packsOfKey.size(),
                broken.size());
        journal.faultsByKind().forEach((what, times) -> System.out.printf("  %6d %s%n", times, what));
        broken.forEach(System.out::println);
    }

    private void startNodes() {
        if (clocks) {
            services.database().restartWith(databaseClock);
        }
        Map<String, String> properties = new HashMap<>(services.properties());
        properties.putAll(SETTINGS);
        properties.put("build-server.disk.paths", folder.toString());
        for (int number = 0; number < 2; number++) {
            nodes.add(FaultyNode.start(folder, services.databasePort(), properties, clocks));
        }
        nodes.forEach(FaultyNode::awaitReady);
    }

    private List<FaultyAgent> agents(List<URI> servers, int count) throws Exception {
        String token = new LoadRun.Enrolment(alive()).token();
        journal.secrets.addAll(List.of(token, ServerNode.PASSWORD));
        List<FaultyAgent> agents = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            SimulatedAgent agent = SimulatedAgent.join(servers.get(number % servers.size()), token, "fault-" + number);
            journal.secrets.add(agent.secret());
            agents.add(new FaultyAgent(agent, servers, journal, seed + number));
        }
        return agents;
    }

    /** The next of all faults, each once in an order of its own before any comes again. */
    private void fail() {
        if (deck.isEmpty()) {
            List<Fault> faults = new ArrayList<>(faults());
            Collections.shuffle(faults, random);
            deck.addAll(faults);
        }
        Fault fault = deck.remove();
        if (!fault.name().isEmpty()) {
            journal.fault(fault.name());
        }
        fault.happens().run();
    }

    private List<Fault> faults() {
        List<Fault> faults = new ArrayList<>(List.of(
                new Fault("server killed", () -> node().crash(random.nextInt(1000))),
                new Fault("server stands still", () -> node().freeze(random.nextInt(5000))),
                new Fault("server stands still", () -> node().freeze(random.nextInt(1000))),
                new Fault("server cut off from PostgreSQL", () -> node().cutOff(random.nextInt(3000))),
                new Fault("PostgreSQL killed", () -> services.database().crash(random.nextInt(2000))),
                new Fault("PostgreSQL restarted", () -> services.database().restart(random.nextInt(1000))),
                new Fault("PostgreSQL stands still", () -> services.database().freeze(random.nextInt(3000))),
                new Fault("connections of PostgreSQL broken", services::breakDatabaseConnections),
                new Fault("connections of PostgreSQL broken", services::breakDatabaseConnections),
                new Fault("Redis killed", () -> services.restartRedis(true, random.nextInt(2000))),
                new Fault("Redis restarted", () -> services.restartRedis(false, random.nextInt(2000))),
                new Fault("Redis stands still", () -> services.freezeRedis(random.nextInt(3000))),
                new Fault("Redis emptied", services::flushRedis),
                new Fault("Redis emptied", services::flushRedis),
                new Fault("store refuses connections", () -> store(Partition.State.CUT)),
                new Fault("store does not answer", () -> store(Partition.State.DEAD)),
                new Fault("store killed", () -> services.store().crash(random.nextInt(2000))),
                new Fault("store stands still", () -> services.store().freeze(random.nextInt(3000))),
                new Fault("store is slow", () -> store(FaultyStore.Mood.SLOW)),
                new Fault("store answers 500", () -> store(FaultyStore.Mood.FAILING)),
                new Fault("store is full", () -> store(FaultyStore.Mood.FULL)),
                new Fault("", this::halt),
                new Fault("", this::halt)));
        if (disk.isSmall()) {
            faults.add(new Fault("disk of PostgreSQL and store full", this::fillDisk));
        }
        if (clocks && WrongClock.isPossible()) {
            Fault database =
                    new Fault("clock of PostgreSQL is wrong", () -> databaseClock.be(offset(), random.nextInt(3000)));
            Fault server =
                    new Fault("clock of a server is wrong", () -> node().setClockWrong(offset(), random.nextInt(3000)));
            faults.addAll(List.of(database, database, server, server));
        }
        return faults;
    }

    /** A server ends at a change of state; if none comes to pass, this is no fault. */
    private void halt() {
        if (places.isEmpty()) {
            List<HaltLine.Place> all = new ArrayList<>(HaltLine.Place.all());
            Collections.shuffle(all, random);
            places.addAll(all);
        }
        HaltLine.Place place = places.remove();
        if (node().halt(place, HALT_SECONDS)) {
            journal.fault("server halted at " + place.point());
        }
    }

    private void store(Partition.State state) {
        services.storeLine().become(state);
        Patience.pause(random.nextInt(3000));
        services.storeLine().become(Partition.State.WHOLE);
    }

    private void store(FaultyStore.Mood mood) {
        services.store().be(mood, random.nextInt(3000));
    }

    private void fillDisk() {
        disk.fill();
        Patience.pause(random.nextInt(3000));
        disk.release();
        // PostgreSQL ends where it cannot write its log; its service manager starts it again.
        services.database().ensureRunning();
    }

    /** By less than the hour that a build may take: what ran over its time has a right to end so. */
    private Duration offset() {
        return Duration.ofSeconds(random.nextInt(2 * MOST_WRONG_SECONDS) - MOST_WRONG_SECONDS);
    }

    /** Returns a node that serves, as far as one can tell. */
    private FaultyNode node() {
        int first = random.nextInt(nodes.size());
        FaultyNode node = nodes.get(first);
        return node.isReady() ? node : nodes.get((first + 1) % nodes.size());
    }

    private ServerNode alive() {
        return nodes.stream()
                .filter(FaultyNode::isReady)
                .findFirst()
                .orElse(nodes.getFirst())
                .node();
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
