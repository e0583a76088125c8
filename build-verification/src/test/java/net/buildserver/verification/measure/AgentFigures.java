package net.buildserver.verification.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.buildserver.verification.endtoend.AgentUnderMeasurement;

/**
 * Figures of a packaged agent with a packaged server, whose builds are scripts: start, memory, a log of a million lines, how soon a
 * line can be read, how soon a cancel ends processes, how soon a killed agent is noticed, and the checkout of a large repository.
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=AgentFigures
 * -Dparts=start,lines,visible,cancel,checkout,loss}
 */
final class AgentFigures {

    private static final int STARTS = 5;
    private static final int LINES = 1_000_000;
    private static final int STAMPS = 100;
    private static final int CANCELS = 20;
    private static final int FILES = 5_000;
    private static final int FILE_BYTES = 100 << 10;
    private static final String SOLUTION = "App.sln";

    private final AgentUnderMeasurement agent;

    private AgentFigures(AgentUnderMeasurement agent) {
        this.agent = agent;
    }

    public static void main(String[] args) throws IOException {
        var parts = Arrays.asList(System.getProperty("parts", "start,lines,visible,cancel,checkout,loss")
                .split(",", -1));
        try (var agent = AgentUnderMeasurement.withScripts()) {
            var figures = new AgentFigures(agent);
            print("start, the first one, which registers", agent.startAgent());
            if (parts.contains("start")) {
                figures.start();
            }
            if (parts.contains("lines")) {
                figures.lines();
            }
            if (parts.contains("visible")) {
                figures.visible();
            }
            if (parts.contains("cancel")) {
                figures.cancel();
            }
            if (parts.contains("checkout")) {
                figures.checkout();
            }
            if (parts.contains("loss")) {
                figures.loss();
            }
        }
    }

    private void start() {
        for (var i = 1; i <= STARTS; i++) {
            agent.stopAgent();
            print("start " + i, agent.startAgent());
        }
        pause(Duration.ofSeconds(10));
        memory("idle, ten seconds after the start");
    }

    private void memory(String when) {
        System.out.printf(
                "memory, %s: %d MB resident, %d MB at most%n",
                when, agent.memory("VmRSS") >> 20, agent.memory("VmHWM") >> 20);
    }

    private void lines() {
        var script = "seq -f 'line %.0f of a log that nobody reads' " + LINES + "\n";
        var start = System.nanoTime();
        var outcome = agent.build(agent.newFolder(), AgentUnderMeasurement.scripted(script), SOLUTION, Map.of());
        var whole = Duration.ofNanos(System.nanoTime() - start);
        var build = outcome.stages().get("Build");
        var kept = outcome.log().lines().filter(line -> line.endsWith("reads")).count();
        System.out.printf(
                "%d lines: %s, %d of them in the server's log, stage Build %d ms, which is %.0f lines/s; from the request to the"
                        + " result %d ms%n",
                LINES, outcome.status(), kept, build.toMillis(), LINES / (build.toNanos() / 1e9), whole.toMillis());
        memory("after that");
    }

    /** The script writes the time; the age of a line is known when a client that asks all the time sees it first. */
    private void visible() {
        var script = "for i in $(seq " + STAMPS + "); do echo stamp $(date +%s%N); sleep 0.13; done\necho over\n";
        var running = agent.start(script, "");
        var seen = new HashMap<String, Long>();
        while (!running.log().contains("over")) {
            var log = running.log();
            var now = System.currentTimeMillis();
            log.lines()
                    .filter(line -> line.contains("stamp "))
                    .map(line -> line.replaceAll(".*stamp (\\d+).*", "$1"))
                    .forEach(stamp -> seen.putIfAbsent(stamp, now - Long.parseLong(stamp) / 1_000_000));
            pause(Duration.ofMillis(10));
        }
        running.await();
        percentiles("a line can be read after it was written", new ArrayList<>(seen.values()));
    }

    private void cancel() throws IOException {
        var times = new ArrayList<Long>();
        for (var i = 0; i < CANCELS; i++) {
            var file = Files.createTempFile("cancelled", ".txt");
            var script =
                    "trap 'date +%s%N > " + file + "; exit 1' INT\necho waiting\nwhile true; do sleep 0.02; done\n";
            var running = agent.start(script, "waiting");
            var asked = System.currentTimeMillis();
            running.cancel();
            var outcome = running.await();
            if (!outcome.status().equals("Cancelled")) {
                throw new AssertionError(outcome.toString());
            }
            times.add(Long.parseLong(Files.readString(file).strip()) / 1_000_000 - asked);
            Files.delete(file);
        }
        percentiles("the first signal arrives after the cancel was asked for", times);
    }

    private void checkout() throws IOException {
        var repository = agent.newFolder();
        var random = new Random(1);
        var bytes = new byte[FILE_BYTES];
        for (var i = 0; i < FILES; i++) {
            Path folder = Files.createDirectories(repository.resolve("folder" + i % 50));
            random.nextBytes(bytes);
            Files.write(folder.resolve("file" + i), bytes);
        }
        var first = agent.build(repository, AgentUnderMeasurement.scripted("true\n"), SOLUTION, Map.of());
        print("checkout of " + FILES * (long) FILE_BYTES / 1_000_000 + " MB, first", stage(first));
        for (var i = 1; i <= 3; i++) {
            print("the same with a mirror, " + i, stage(agent.buildAgain(repository, SOLUTION)));
        }
    }

    private static Duration stage(AgentUnderMeasurement.Outcome outcome) {
        if (!outcome.status().equals("Succeeded")) {
            throw new AssertionError(outcome.message());
        }
        return outcome.stages().get("Clone");
    }

    private void loss() {
        var running = agent.start("echo waiting\nwhile true; do sleep 0.1; done\n", "waiting");
        agent.killAgent();
        var killed = System.nanoTime();
        while (!running.waits()) {
            pause(Duration.ofMillis(50));
        }
        print("the build of a killed agent is queued again", Duration.ofNanos(System.nanoTime() - killed));
        running.cancel();
        print("start after that", agent.startAgent());
        running.await();
    }

    private static void percentiles(String what, List<Long> millis) {
        var sorted = millis.stream().sorted().toList();
        System.out.printf(
                "%s: p50 %d ms, p95 %d ms, max %d ms (%d)%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.getLast(),
                sorted.size());
    }

    private static void print(String what, Duration took) {
        System.out.printf("%s: %d ms%n", what, took.toMillis());
    }

    private static void pause(Duration time) {
        try {
            boolean _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
