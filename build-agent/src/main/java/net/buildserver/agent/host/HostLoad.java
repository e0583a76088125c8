package net.buildserver.agent.host;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import net.buildserver.domain.agent.AgentResourceUsage;
import org.jspecify.annotations.Nullable;

/** Load of the machine, as the operating system tells it. */
public final class HostLoad {
    private static final long GIB = 1L << 30;
    private static final long FRESH_NANOS = 1_000_000_000;

    private final Path workDir;
    private final OperatingSystemMXBean system;
    private @Nullable AgentResourceUsage last;
    private long lastNanos;

    /** Creates the measurement; free disk space is that of the volume of {@code workDir}. */
    public HostLoad(Path workDir) {
        this.workDir = workDir;
        this.system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    /** Returns the load now, at most a second old: the processors' use is told of the time since the last question. */
    public synchronized AgentResourceUsage usage() {
        AgentResourceUsage known = last;
        if (known != null && System.nanoTime() - lastNanos < FRESH_NANOS) {
            return known;
        }
        AgentResourceUsage fresh = measure();
        last = fresh;
        lastNanos = System.nanoTime();
        return fresh;
    }

    private AgentResourceUsage measure() {
        double cpu = Math.max(0, system.getCpuLoad()) * 100;
        long total = Math.max(1, system.getTotalMemorySize());
        double memory = 100.0 * (total - availableMemory()) / total;
        return new AgentResourceUsage(round(cpu), round(Math.clamp(memory, 0, 100)), freeDiskGb());
    }

    /** Returns the mean number of processes that wanted to run in the last minute, or a negative number if it is not known. */
    public double loadAverage() {
        return Math.round(system.getSystemLoadAverage() * 100) / 100.0;
    }

    /** Returns the free disk space in GiB. */
    public long freeDiskGb() {
        try {
            return Files.getFileStore(workDir).getUsableSpace() / GIB;
        } catch (IOException unknown) {
            return 0;
        }
    }

    /** Returns the memory of the machine in GiB, rounded. */
    long totalMemoryGb() {
        return (system.getTotalMemorySize() + GIB / 2) / GIB;
    }

    // "Free" memory leaves out caches, which the system gives back when asked.
    private long availableMemory() {
        Path meminfo = Path.of("/proc/meminfo");
        if (Files.isReadable(meminfo)) {
            try {
                for (String line : Files.readAllLines(meminfo)) {
                    if (line.startsWith("MemAvailable:")) {
                        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                    }
                }
            } catch (IOException | NumberFormatException unreadable) {
                return system.getFreeMemorySize();
            }
        }
        return system.getFreeMemorySize();
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
