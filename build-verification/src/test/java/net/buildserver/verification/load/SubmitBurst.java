package net.buildserver.verification.load;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** How fast builds are taken: clients that submit one after the other while the queue grows, and no agent. */
public final class SubmitBurst {
    /** Until then the server's code is still being compiled, which takes more of the processor than the requests. */
    private static final int WARM_UP = 30_000;

    private SubmitBurst() {}

    /** Runs with {@code clients} until {@code builds} wait. */
    public static void run(int clients, int builds) {
        try (LoadRun run = LoadRun.start(Map.of())) {
            submit(run, clients, WARM_UP);
            run.services().jdbc().sql("truncate builds cascade").update();
            run.beginCounting();
            Figures latency = submit(run, clients, builds);
            run.report("submit, " + clients + " clients", builds);
            System.out.println("submit latency: " + latency.describe());
        }
    }

    private static Figures submit(LoadRun run, int clients, int builds) {
        Figures latency = new Figures();
        AtomicInteger next = new AtomicInteger();
        Callable<Integer> client = () -> {
            int sent = 0;
            try (Wire wire = new Wire(run.server().url())) {
                for (int number = next.getAndIncrement(); number < builds; number = next.getAndIncrement()) {
                    long before = System.nanoTime();
                    run.submit(wire, number);
                    latency.add(System.nanoTime() - before);
                    sent++;
                }
            }
            return sent;
        };
        LoadRun.inParallel(IntStream.range(0, clients).mapToObj(one -> client).toList(), clients);
        return latency;
    }
}
