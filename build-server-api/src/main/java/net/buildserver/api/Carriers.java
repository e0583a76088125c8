package net.buildserver.api;

/**
 * Gives virtual threads more carriers than there are processors. A virtual thread that loads a class keeps its carrier while it
 * waits for the lock of the jar, and another one that holds this lock may itself wait for a carrier: with one for each of two
 * processors, a server whose first requests loaded classes at the same moment stood still for ever
 * (<a href="https://openjdk.org/jeps/491">JEP 491</a>, "future work").
 */
final class Carriers {
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
    private static final int LEAST = 32;

    private Carriers() {}

    /** Must be called before the first virtual thread starts; a value that the operator gave stays. */
    static void provide() {
        if (System.getProperty(PARALLELISM) == null) {
            int carriers = Math.max(LEAST, 2 * Runtime.getRuntime().availableProcessors());
            System.setProperty(PARALLELISM, String.valueOf(carriers));
        }
    }
}
