package net.buildserver.agent.process;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts processes from one thread that lives as long as the agent. A sandbox ends when its parent does, and for Linux the
 * parent is the thread that started it: one of a pool may end while the build goes on.
 */
final class ProcessStarter {
    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("process-start").factory());

    private ProcessStarter() {}

    static Process start(ProcessBuilder builder) throws IOException, InterruptedException {
        try {
            return THREAD.submit(builder::start).get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException cannotStart) {
                throw cannotStart;
            }
            throw new IOException(failed.getCause());
        }
    }
}
