package net.buildserver.agent.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends a process tree: SIGINT, which dotnet reacts to best, then SIGTERM, then SIGKILL. */
final class CancelLadder {
    private static final Duration AFTER_INTERRUPT = Duration.ofMillis(7_500);
    private static final Duration AFTER_TERMINATE = Duration.ofMillis(2_500);

    private CancelLadder() {}

    /** Runs the ladder until {@code process} has ended, then ends what is left of its tree. */
    static void end(Process process, ProcessTree tree) {
        try {
            tree.interrupt();
            if (!ended(process, AFTER_INTERRUPT)) {
                tree.terminate();
                ended(process, AFTER_TERMINATE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            tree.kill();
        }
    }

    private static boolean ended(Process process, Duration within) throws InterruptedException {
        return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    }
}
