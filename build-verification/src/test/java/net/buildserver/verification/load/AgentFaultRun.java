package net.buildserver.verification.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import net.buildserver.verification.endtoend.Installation;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds on real agents that are killed, stopped, cut off and run out of disk while they build, and whose server is killed.
 * Afterwards every build must have one result, every log must be whole, and no process of a build may live.
 */
public final class AgentFaultRun {
    private static final List<String> SANDBOXES = List.of("process", "bubblewrap", "process", "bubblewrap");
    private static final int WAITING_AT_MOST = 12;
    private static final Map<String, String> SETTINGS = Map.of(
            // A server is back sooner or later than that, so that attempts are both kept and lost.
            "build-server.lease.duration", "5s",
            "build-server.lease.heartbeat-interval", "800ms",
            "build-server.lease.offer-timeout", "2s",
            "build-server.lease.poll-timeout", "3s",
            "build-server.allow-local-repositories", "true",
            // Here every agent fails what others pass.
            "build-server.scheduling.drain-after", "0");

    private final Size size;
    private final Path folder = Installation.workFolder("agent-faults-" + UUID.randomUUID());
    private final Services services = Services.start(folder);
    private final FaultyBuilds builds = new FaultyBuilds(folder);
    private final List<AgentUnderFaults> agents = new ArrayList<>();
    private final List<UUID> accepted = new ArrayList<>();
    private final Map<AgentFault, AtomicInteger> faults = new EnumMap<>(AgentFault.class);
    private final Random random;
    private final Map<String, String> properties = new HashMap<>();
    private final AtomicInteger serverKills = new AtomicInteger();
    private final Lock serverStays = new ReentrantLock();
    private volatile ServerNode server;
    private volatile boolean calm;

    /**
     * How much.
     *
     * @param scripted builds whose SDK is a script
     * @param real builds with a real SDK
     * @param seconds after which agents do not fail any more
     * @param seed of the faults
     */
    public record Size(int scripted, int real, int seconds, long seed) {}

    private AgentFaultRun(Size size) {
        this.size = size;
        this.random = new Random(size.seed());
        properties.putAll(services.properties());
        properties.putAll(SETTINGS);
        this.server = ServerNode.start(folder, Services.freePort(), properties);
        for (AgentFault fault : AgentFault.values()) {
            faults.put(fault, new AtomicInteger());
        }
    }

    /**
     * Runs builds while agents fail.
     *
     * @return what was broken; empty if nothing was
     */
    public static List<String> run(Size size) throws Exception {
        AgentFaultRun run = new AgentFaultRun(size);
        try {
            return run.run();
        } finally {
            for (AgentUnderFaults agent : run.agents) {
                agent.close();
            }
            run.server.kill();
            run.services.close();
        }
    }

    private List<String> run() throws Exception {
        long start = System.nanoTime();
        startAgents();
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < agents.size(); number++) {
            AgentUnderFaults agent = agents.get(number);
            // A real build takes longer; to be hit as often as the others is more than the three tries that it has.
            int pause = number < SANDBOXES.size() ? 8_000 : 20_000;
            Random own = new Random(size.seed() + number);
            threads.add(Thread.ofVirtual().start(() -> failAgainAndAgain(agent, own, pause)));
        }
        threads.add(Thread.ofVirtual().start(this::killServerAgainAndAgain));
        submit();
        long left = size.seconds() - (System.nanoTime() - start) / 1_000_000_000L;
        Patience.until(Math.toIntExact(Math.max(1, left)), () -> running() == 0);
        calm = true;
        for (Thread thread : threads) {
            thread.join();
        }
        boolean ended = Patience.until(240, () -> running() == 0);
        List<String> broken = new ArrayList<>(broken(ended));
        System.out.printf(
                "agent faults: seed %d, %.0f s, %d builds, faults %s, server killed %d times, attempts %s, %d given up, disks %s,"
                        + " %d broken%n",
                size.seed(),
                (System.nanoTime() - start) / 1e9,
                accepted.size(),
                faults,
                serverKills.get(),
                attempts(),
                count("select count(*) from builds where status <> 'Succeeded'"),
                agents.getFirst().canFillDisk() ? "filled" : "not filled, since nothing may be mounted here",
                broken.size());
        broken.forEach(System.out::println);
        return broken;
    }

    private void startAgents() {
        String token = new LoadRun.Enrolment(server).token();
        for (String sandbox : SANDBOXES) {
            agents.add(new AgentUnderFaults(
                    "agent-" + agents.size(),
                    new AgentUnderFaults.Start(server.url(), token, folder, builds.flags(sandbox))));
        }
        if (size.real() > 0) {
            agents.add(new AgentUnderFaults(
                    "agent-real", new AgentUnderFaults.Start(server.url(), token, folder, builds.realFlags())));
        }
    }

    private void failAgainAndAgain(AgentUnderFaults agent, Random own, int pause) {
        while (!calm) {
            Patience.pause(500 + own.nextInt(pause));
            faults.get(agent.fail(own)).incrementAndGet();
        }
        agent.ensureAlive();
    }

    private void killServerAgainAndAgain() {
        Random own = new Random(size.seed() - 1);
        while (pauseUnlessCalm(10_000 + own.nextInt(20_000))) {
            serverStays.lock();
            try {
                server.kill();
                Patience.pause(own.nextInt(2_000));
                server = ServerNode.start(folder, server.port(), properties);
                serverKills.incrementAndGet();
            } finally {
                serverStays.unlock();
            }
        }
    }

    private boolean pauseUnlessCalm(int millis) {
        for (int waited = 0; waited < millis && !calm; waited += 500) {
            Patience.pause(500);
        }
        return !calm;
    }

    private void submit() throws IOException {
        int real = size.real();
        for (int scripted = size.scripted(); scripted + real > 0; ) {
            boolean isReal = real > 0 && random.nextInt(scripted + real) < real;
            real -= isReal ? 1 : 0;
            scripted -= isReal ? 0 : 1;
            accepted.add(submit(builds.request(isReal)));
            Patience.until(size.seconds(), () -> running() < WAITING_AT_MOST);
        }
    }

    private UUID submit(String request) throws IOException {
        serverStays.lock();
        try (Wire wire = new Wire(server.url())) {
            Wire.Answer answer = wire.post("/api/v1/builds", server.adminToken(), request);
            if (answer.status() != 202) {
                throw new IOException(answer.status() + " " + answer.text());
            }
            return UUID.fromString(JsonMapper.shared()
                    .readTree(answer.text())
                    .get("executionId")
                    .asString());
        } finally {
            serverStays.unlock();
        }
    }

    // What is in quarantine is released, as a BuildMaster would do.
    private long running() {
        services.jdbc()
                .sql("update tasks set held_at = null, held_by = null, hold_reason = null where held_at is not null")
                .update();
        return count("select count(*) from builds where ended_at is null");
    }

    private List<String> broken(boolean ended) throws IOException {
        List<String> broken = new ArrayList<>();
        if (!ended) {
            broken.add("builds did not end");
        }
        if (count("select count(*) from builds") != accepted.size()) {
            broken.add("there are more or fewer builds than were accepted");
        }
        broken.addAll(Invariants.brokenInTables(services.jdbc()));
        services.jdbc()
                .sql("select id || ' ' || status || ': ' || coalesce(error_message, '') from builds"
                        + " where status <> 'Succeeded'"
                        + " and error_message not like 'Gave up after repeated failures of the build infrastructure%'")
                .query(String.class)
                .list()
                .forEach(build -> broken.add("a build failed by a fault of its agent: " + build));
        List<UUID> succeeded = services.jdbc()
                .sql("select id from builds where status = 'Succeeded'")
                .query(UUID.class)
                .list();
        for (UUID build : succeeded) {
            FaultyBuilds.wrong(log(build))
                    .forEach(wrong -> broken.add("the log of " + build + " is not whole: " + wrong));
        }
        boolean gone = Patience.until(30, () -> builds.survivors() == 0);
        if (!gone) {
            broken.add(builds.survivors() + " processes of ended builds live");
        }
        return broken;
    }

    private String log(UUID build) throws IOException {
        try (Wire wire = new Wire(server.url())) {
            return wire.send(
                            "GET",
                            "/api/v1/builds/" + build + "/logs",
                            server.adminToken(),
                            "text/plain\r\nAccept: text/plain",
                            new byte[0])
                    .text();
        }
    }

    private Map<String, Integer> attempts() {
        Map<String, Integer> found = new java.util.TreeMap<>();
        services.jdbc()
                .sql("select state || coalesce(' ' || outcome, '') as what from attempts")
                .query(String.class)
                .list()
                .forEach(what -> found.merge(what, 1, Integer::sum));
        return found;
    }

    private long count(String sql) {
        return services.jdbc().sql(sql).query(Long.class).single();
    }
}
