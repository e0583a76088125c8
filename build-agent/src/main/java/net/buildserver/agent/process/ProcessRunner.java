package net.buildserver.agent.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.buildserver.agent.failure.CancelledException;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.signal.Cancellation;

/** Runs programs, each in a process group of its own where the platform has them, with closed standard input. */
public final class ProcessRunner {
    /** How long something may hold the output of a program that has ended. */
    private static final Duration LEAK_LIMIT = Duration.ofSeconds(5);

    private final SessionPrefix prefix = SessionPrefix.find();
    private final File nothing = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");

    /** Runs a program whose output nobody but the agent sees; otherwise like the other method. */
    public ProcessExit run(ProcessRequest request, Cancellation cancellation, Consumer<String> lines) {
        return run(request, cancellation, UnaryOperator.identity(), lines);
    }

    /**
     * Runs a program to its end; both of its outputs go to {@code lines}, line by line, from another thread.
     *
     * @param filter takes secrets out of the output before anybody sees it
     * @throws CancelledException if {@code cancellation} was requested; the program's processes are gone then
     * @throws LocalIoException if it cannot be started
     */
    public ProcessExit run(
            ProcessRequest request,
            Cancellation cancellation,
            UnaryOperator<InputStream> filter,
            Consumer<String> lines) {
        cancellation.check();
        Process process = start(request);
        ProcessTree tree =
                prefix.hasGroups() ? new ProcessGroup(process.pid()) : new ProcessDescendants(process.toHandle());
        Thread reader = Thread.ofVirtual()
                .name("output-" + process.pid())
                .start(() -> new OutputLines(lines).readAll(filter.apply(process.getInputStream())));
        AtomicBoolean ending = new AtomicBoolean();
        Cancellation.Registration registration = cancellation.onRequest(() -> {
            if (ending.compareAndSet(false, true)) {
                Thread.ofVirtual().name("cancel-" + process.pid()).start(() -> CancelLadder.end(process, tree));
            }
        });
        try {
            int exitCode = process.waitFor();
            boolean leaked = !reader.join(LEAK_LIMIT);
            // What the program left running may go on until the attempt ends, unless it holds us up.
            if (leaked || cancellation.isRequested()) {
                endRest(request, tree);
                reader.join(LEAK_LIMIT);
            }
            cancellation.check();
            return new ProcessExit(exitCode);
        } catch (InterruptedException interrupted) {
            CancelLadder.end(process, tree);
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } finally {
            registration.remove();
        }
    }

    private Process start(ProcessRequest request) {
        ProcessBuilder builder = new ProcessBuilder(prefix.before(request))
                .directory(request.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(nothing);
        builder.environment().clear();
        builder.environment().putAll(request.environment());
        try {
            return ProcessStarter.start(builder);
        } catch (IOException cannotStart) {
            throw new LocalIoException("cannot start " + request.program(), cannotStart);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    private static void endRest(ProcessRequest request, ProcessTree tree) {
        tree.kill();
        String attempt = request.environment().get(ProcessRequest.COOKIE);
        if (attempt != null) {
            ProcessSweep.sweep(attempt);
        }
    }

    /** Runs a short program of the agent's own, such as {@code git --version}, for at most {@code limit}. */
    public static boolean probe(ProcessRequest request, Duration limit, Consumer<String> lines) {
        ProcessBuilder builder = new ProcessBuilder(request.command())
                .directory(request.directory().toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(request.environment());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            Thread reader = Thread.ofVirtual().start(() -> new OutputLines(lines).readAll(process.getInputStream()));
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return false;
            }
            reader.join(limit);
            return process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
