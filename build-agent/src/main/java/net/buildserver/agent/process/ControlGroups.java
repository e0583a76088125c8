package net.buildserver.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.buildserver.agent.failure.LocalIoException;
import org.jspecify.annotations.Nullable;

/**
 * A control group (cgroup v2) per attempt, below one that the system gave to the agent, for instance by systemd's
 * {@code Delegate=yes}: its limits hold for all processes of the attempt together, and none of them can leave it.
 */
public final class ControlGroups {
    /** No groups. */
    public static final ControlGroups NONE = new ControlGroups(null, GroupLimits.NONE, List.of(), false);

    private static final String PREFIX = "attempt-";
    private static final int END_TRIES = 50;

    private final @Nullable Path root;
    private final GroupLimits limits;
    private final List<String> missing;
    private final boolean countsMemory;

    private ControlGroups(@Nullable Path root, GroupLimits limits, List<String> missing, boolean countsMemory) {
        this.root = root;
        this.limits = limits;
        this.missing = missing;
        this.countsMemory = countsMemory;
    }

    /**
     * Takes a group over.
     *
     * @param root folder of the group
     * @throws LocalIoException if it is none that the agent may divide
     */
    public static ControlGroups open(Path root, GroupLimits limits) {
        try {
            leave(root);
            List<String> missing = new ArrayList<>();
            // Also without a limit, since the counters tell whose process it was that the memory did not suffice for.
            boolean countsMemory = enable(root, "memory");
            if (!countsMemory && limits.memoryMb() > 0) {
                missing.add("memory");
            }
            enable(root, "cpu", limits.cpuPercent(), missing);
            enable(root, "pids", limits.processes(), missing);
            ControlGroups groups = new ControlGroups(root, limits, List.copyOf(missing), countsMemory);
            groups.endLeftovers();
            return groups;
        } catch (IOException notOurs) {
            throw new LocalIoException("cannot use the control group " + root, notOurs);
        }
    }

    /** Returns the group that the agent itself is in, if the system has groups of the second version. */
    public static Optional<Path> own() {
        try {
            Optional<String> name = Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
                    .filter(line -> line.startsWith("0::/"))
                    .map(line -> line.substring("0::/".length()))
                    .findFirst();
            // Mount points: "... 30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw"
            Optional<String> mount = Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                    .filter(line -> line.contains(" - cgroup2 "))
                    .map(line -> line.split(" ", -1)[4])
                    .findFirst();
            return name.isPresent() && mount.isPresent()
                    ? Optional.of(Path.of(mount.get(), name.get()))
                    : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    // A group that is divided must hold no process of its own.
    private static void leave(Path root) throws IOException {
        Path own = Files.createDirectories(root.resolve("agent"));
        String pid = String.valueOf(ProcessHandle.current().pid());
        if (Files.readAllLines(root.resolve("cgroup.procs")).contains(pid)) {
            Files.writeString(own.resolve("cgroup.procs"), pid);
        }
    }

    private static void enable(Path root, String controller, int limit, List<String> missing) {
        if (limit > 0 && !enable(root, controller)) {
            missing.add(controller);
        }
    }

    private static boolean enable(Path root, String controller) {
        try {
            Files.writeString(root.resolve("cgroup.subtree_control"), "+" + controller);
            return true;
        } catch (IOException notGiven) {
            return false;
        }
    }

    /** Returns the controllers that limits need and that the agent was not given. */
    public List<String> missing() {
        return missing;
    }

    /** Returns whether {@code controller} holds the limits of attempts. */
    public boolean holds(String controller) {
        return root != null && !missing.contains(controller);
    }

    /** Returns the group of an attempt, which is created if need be, or nothing where there are no groups. */
    Optional<Path> group(String attempt) {
        if (root == null) {
            return Optional.empty();
        }
        Path group = root.resolve(PREFIX + attempt);
        try {
            if (!Files.isDirectory(group)) {
                Files.createDirectory(group);
                limit(group, "memory", "memory.max", limits.memoryMb(), ((long) limits.memoryMb() << 20) + "");
                limit(group, "memory", "memory.oom.group", limits.memoryMb(), "1");
                limit(group, "cpu", "cpu.max", limits.cpuPercent(), limits.cpuMax());
                limit(group, "pids", "pids.max", limits.processes(), limits.processes() + "");
            }
            return Optional.of(group);
        } catch (IOException cannotCreate) {
            throw new LocalIoException("cannot create a control group", cannotCreate);
        }
    }

    private void limit(Path group, String controller, String file, int limit, String value) throws IOException {
        if (limit > 0 && !missing.contains(controller)) {
            Files.writeString(group.resolve(file), value);
        }
    }

    /** Returns the count of the attempt's processes that the system ended for lack of memory, where its group has one. */
    Optional<MemoryKills> memoryKills(String attempt) {
        return root == null || !countsMemory
                ? Optional.empty()
                : Optional.of(MemoryKills.of(root.resolve(PREFIX + attempt)));
    }

    /** Returns whether the groups hold a limit of memory. */
    boolean limitsMemory() {
        return countsMemory && limits.memoryMb() > 0;
    }

    /** Ends all processes of the attempt, and its group with them. */
    void end(String attempt) {
        if (root != null) {
            end(root.resolve(PREFIX + attempt));
        }
    }

    private void endLeftovers() throws IOException {
        if (root != null) {
            try (Stream<Path> groups = Files.list(root)) {
                groups.filter(group -> String.valueOf(group.getFileName()).startsWith(PREFIX))
                        .forEach(ControlGroups::end);
            }
        }
    }

    private static void end(Path group) {
        if (!Files.isDirectory(group)) {
            return;
        }
        try {
            Files.writeString(group.resolve("cgroup.kill"), "1");
            for (int i = 0; i < END_TRIES && isPopulated(group); i++) {
                for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
                    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ControlGroups::awaitEnd);
                }
            }
            Files.delete(group);
        } catch (IOException | NumberFormatException stays) {
            // The next start of the agent tries again; the sweep by the attempt's mark follows in any case.
        }
    }

    private static boolean isPopulated(Path group) throws IOException {
        return Files.readAllLines(group.resolve("cgroup.events")).contains("populated 1");
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException goesOn) {
            // It is looked at again.
        }
    }
}
