package net.buildserver.agent.process;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whether the system ended processes of a program for lack of memory. With control groups every attempt has a count of its
 * own. Without them there is one count for all; then a failure is blamed on it only if no other attempt's program ran meanwhile, or
 * if it was the program itself that was killed.
 */
final class MemoryBlame {
    private static final int KILLED = 137;

    private final ControlGroups groups;
    private final MemoryKills around;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    /**
     * Creates one for the programs of an agent.
     *
     * @param around the count that is used without groups
     */
    MemoryBlame(ControlGroups groups, MemoryKills around) {
        this.groups = groups;
        this.around = around;
    }

    /** Begins to watch for a program of {@code attempt}, or of the agent itself; to be called before it starts. */
    Watch watch(Optional<String> attempt) {
        Optional<MemoryKills> own = attempt.flatMap(groups::memoryKills);
        Watch watch = new Watch(attempt.orElse(""), own.isPresent(), own.orElse(around));
        watches.add(watch);
        watches.forEach(watch::meet);
        return watch;
    }

    /** The time in which a program runs. */
    final class Watch implements AutoCloseable {
        private final String attempt;
        private final boolean own;
        private final MemoryKills kills;
        private final long before;
        private volatile boolean accompanied;

        private Watch(String attempt, boolean own, MemoryKills kills) {
            this.attempt = attempt;
            this.own = own;
            this.kills = kills;
            this.before = kills.count();
        }

        private void meet(Watch other) {
            if (!attempt.equals(other.attempt)) {
                accompanied = true;
                other.accompanied = true;
            }
        }

        /** Returns whether the program, which ended with {@code exitCode}, failed since the memory was used up. */
        boolean isBlamed(int exitCode) {
            return exitCode != 0 && kills.count() > before && (own || !accompanied || exitCode == KILLED);
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }
}
