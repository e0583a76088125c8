package net.buildserver.agent.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.agent.signal.StopSignal;

/**
 * Looks once a second at what an attempt takes, and ends it when that is too much. It is for machines without control groups, and
 * for the disk, which they know nothing of. Between two looks an attempt can take more; what the machine lacks then, the system
 * takes from builds first.
 */
public final class UsageWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);
    // Walking through a large workspace must not become the work that the machine is busy with.
    private static final int SHARE_OF_WALKS = 20;

    private final UsageLimits limits;
    private final String attemptId;
    private final Supplier<List<Path>> folders;
    private final Cancellation cancellation;
    private final StopSignal over = new StopSignal();
    private long nextWalk = System.nanoTime();

    private UsageWatch(UsageLimits limits, String attemptId, Supplier<List<Path>> folders, Cancellation cancellation) {
        this.limits = limits;
        this.attemptId = attemptId;
        this.folders = folders;
        this.cancellation = cancellation;
    }

    /**
     * Starts to look.
     *
     * @param folders where the attempt writes, as far as that is known yet
     */
    public static UsageWatch start(
            UsageLimits limits, String attemptId, Supplier<List<Path>> folders, Cancellation cancellation) {
        UsageWatch watch = new UsageWatch(limits, attemptId, folders, cancellation);
        if (!limits.equals(UsageLimits.NONE)) {
            Thread.ofVirtual().name("usage-" + attemptId).start(watch::watch);
        }
        return watch;
    }

    private void watch() {
        while (!over.await(LOOK) && !cancellation.isRequested()) {
            if (limits.memoryMb() > 0 || limits.processes() > 0) {
                ProcessUsage usage = ProcessUsage.of(attemptId);
                endIf(limits.memoryMb() > 0 && usage.memoryKb() >> 10 > limits.memoryMb(), CancelReason.MemoryLimit);
                endIf(limits.processes() > 0 && usage.threads() > limits.processes(), CancelReason.ProcessLimit);
            }
            if (limits.diskMb() > 0 && System.nanoTime() - nextWalk >= 0) {
                long start = System.nanoTime();
                endIf(FolderSize.exceeds(folders.get(), (long) limits.diskMb() << 20), CancelReason.DiskLimit);
                long end = System.nanoTime();
                nextWalk = end + (end - start) * SHARE_OF_WALKS;
            }
        }
    }

    private void endIf(boolean tooMuch, CancelReason reason) {
        if (tooMuch) {
            cancellation.request(reason);
        }
    }

    @Override
    public void close() {
        over.stop();
    }
}
