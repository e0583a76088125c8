package net.buildserver.agent.disk;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps the disk above its floor: while there is too little space, the agent takes no build, and what is kept for later builds is
 * given up, kind by kind, the longest unused first. What a build uses is never given up.
 */
public final class DiskGuard {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final DiskFloor floor;
    private final Supplier<DiskSpace> space;
    private final List<KeptFolders> kinds;
    private final Consumer<String> log;
    private final AtomicBoolean makingRoom = new AtomicBoolean();
    private volatile Optional<String> shortage = Optional.empty();
    private volatile long lookedAt;

    /**
     * Creates the guard.
     *
     * @param space measures the volume
     * @param kinds what can be given up, the least dear kind first
     * @param log gets a sentence for each thing that is given up
     */
    public DiskGuard(DiskFloor floor, Supplier<DiskSpace> space, List<KeptFolders> kinds, Consumer<String> log) {
        this.floor = floor;
        this.space = space;
        this.kinds = List.copyOf(kinds);
        this.log = log;
        this.lookedAt = System.nanoTime() - INTERVAL.toNanos();
    }

    /**
     * Returns why no build can be taken, or nothing. It looks at the disk at most every 10 s, and starts to make room in the
     * background if it must.
     */
    public Optional<String> shortage() {
        if (System.nanoTime() - lookedAt >= INTERVAL.toNanos()) {
            lookedAt = System.nanoTime();
            DiskSpace now = space.get();
            shortage = floor.shortage(now);
            if (!floor.isAmple(now) && makingRoom.compareAndSet(false, true)) {
                Thread.ofVirtual().name("make-room").start(() -> {
                    try {
                        makeRoom();
                    } finally {
                        makingRoom.set(false);
                    }
                });
            }
        }
        return shortage;
    }

    /** Gives up what is kept until there is ample space or nothing is left to give up. */
    void makeRoom() {
        for (KeptFolders kind : kinds) {
            List<Kept> oldestFirst = kind.unused().stream()
                    .sorted(Comparator.comparing(Kept::lastUsed))
                    .toList();
            for (Kept kept : oldestFirst) {
                if (floor.isAmple(space.get())) {
                    shortage = Optional.empty();
                    return;
                }
                kind.giveUp(kept).ifPresent(deletion -> {
                    deletion.run();
                    log.accept("gave up " + kept.folder() + ", unused since " + kept.lastUsed()
                            + ", since the disk is nearly full");
                });
            }
        }
        shortage = floor.shortage(space.get());
    }
}
