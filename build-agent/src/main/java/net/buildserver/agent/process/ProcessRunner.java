package net.buildserver.agent.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.buildserver.agent.failure.CancelledException;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.Cancellation;

/** Runs programs, each in a process group of its own where the platform has them, with closed standard input. */
public final class ProcessRunner {
    /** Begins lines of the agent's own among a program's, in the form that makes them warnings of the build. */
    static final String WARNING = "warning AGENT001: ";

    // How long something may hold the output of a program that has ended; together at most 5 s.
    private static final Duration LEAK_LIMIT = Duration.ofSeconds(3);
    private static final Duration LEAK_LOOK = Duration.ofMillis(100);
    private static final Duration LEAK_END_LIMIT = Duration.ofSeconds(1);

    private final SessionPrefix prefix = SessionPrefix.find();
    private final Silence silence;
    private final ControlGroups groups;
    private final MemoryBlame blame;
    private final File nothing = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");

    /** Creates a runner that lets programs be silent for as long as they like. */
    public ProcessRunner() {
        this(Silence.UNLIMITED, ControlGroups.NONE);
    }

    /** Creates a runner that ends programs which write nothing for too long, and puts those of an attempt into a group. */
    public ProcessRunner(Silence silence, ControlGroups groups) {
        this.silence = silence;
        this.groups = groups;
        this.blame = new MemoryBlame(groups, MemoryKills.aroundAgent());
    }

    /**
     * Ends everything that an attempt left running.
     *
     * @return the commands of processes that had left their control group, or that had none
     */
    public List<String> endAll(String attemptId) {
        groups.end(attemptId);
        return ProcessSweep.sweep(attemptId);
    }

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
        try (MemoryBlame.Watch memory = blame.watch(attempt(request))) {
            return run(request, cancellation, filter, lines, memory);
        }
    }

    private ProcessExit run(
            ProcessRequest request,
            Cancellation cancellation,
            UnaryOperator<InputStream> filter,
            Consumer<String> lines,
            MemoryBlame.Watch memory) {
        Process process = start(request);
        PipeHolders holders = PipeHolders.of(process.pid());
        // The agent's own remarks come from other threads than the program's output.
        Object turn = new Object();
        Consumer<String> serial = line -> {
            synchronized (turn) {
                lines.accept(line);
            }
        };
        SilenceWatch watch = SilenceWatch.start(silence, request.program(), cancellation, serial);
        Consumer<String> heard = line -> {
            watch.heard();
            serial.accept(line);
        };
        ProcessTree tree =
                prefix.hasGroups() ? new ProcessGroup(process.pid()) : new ProcessDescendants(process.toHandle());
        Thread reader = Thread.ofVirtual()
                .name("output-" + process.pid())
                .start(() -> new OutputLines(heard).readAll(filter.apply(process.getInputStream())));
        AtomicBoolean ending = new AtomicBoolean();
        Cancellation.Registration registration = cancellation.onRequest(() -> {
            if (ending.compareAndSet(false, true)) {
                Thread.ofVirtual().name("cancel-" + process.pid()).start(() -> CancelLadder.end(process, tree));
            }
        });
        try (watch) {
            int exitCode = process.waitFor();
            boolean leaked = isHeld(reader, holders, cancellation);
            // What the program left running may go on until the attempt ends, unless it holds us up.
            if (leaked && !cancellation.isRequested()) {
                holders.end()
                        .forEach(holder -> serial.accept(WARNING + holder + " held the output of " + request.program()
                                + " open after its end and was ended"));
                leaked = !reader.join(LEAK_END_LIMIT);
            }
            if (leaked || cancellation.isRequested()) {
                endRest(request, tree);
                reader.join(LEAK_END_LIMIT);
            }
            cancellation.check();
            boolean outOfMemory = memory.isBlamed(exitCode);
            if (outOfMemory && groups.limitsMemory()) {
                cancellation.request(CancelReason.MemoryLimit);
                cancellation.check();
            }
            return new ProcessExit(exitCode, outOfMemory);
        } catch (InterruptedException interrupted) {
            CancelLadder.end(process, tree);
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } finally {
            registration.remove();
        }
    }

    // Java may stop to read at the end of the program, so that the pipe itself has to be looked at.
    private static boolean isHeld(Thread reader, PipeHolders holders, Cancellation cancellation)
            throws InterruptedException {
        long deadline = System.nanoTime() + LEAK_LIMIT.toNanos();
        do {
            if (reader.join(LEAK_LOOK) && holders.awaitNone(LEAK_LOOK)) {
                return false;
            }
        } while (System.nanoTime() < deadline && !cancellation.isRequested());
        return true;
    }

    private static Optional<String> attempt(ProcessRequest request) {
        return Optional.ofNullable(request.environment().get(ProcessRequest.COOKIE));
    }

    private Process start(ProcessRequest request) {
        Optional<Path> group = attempt(request).flatMap(groups::group);
        ProcessBuilder builder = new ProcessBuilder(prefix.before(request, group))
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

    private void endRest(ProcessRequest request, ProcessTree tree) {
        tree.kill();
        attempt(request).ifPresent(this::endAll);
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
