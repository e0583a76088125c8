package net.buildserver.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiskGuardTests {
    private static final long GIB = 1L << 30;

    private final AtomicLong free = new AtomicLong();
    private final List<String> given = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    /** A kind of which each folder takes 1 GiB. */
    private final class Folders implements KeptFolders {
        private final List<Kept> kept = new ArrayList<>();
        private final List<String> inUse = new ArrayList<>();

        Folders with(String name, int day) {
            kept.add(new Kept(Path.of(name), Instant.EPOCH.plusSeconds(day * 86_400L)));
            return this;
        }

        Folders using(String name) {
            inUse.add(name);
            return this;
        }

        @Override
        public List<Kept> unused() {
            return List.copyOf(kept);
        }

        @Override
        public Optional<Runnable> giveUp(Kept one) {
            if (inUse.contains(one.folder().toString())) {
                return Optional.empty();
            }
            return Optional.of(() -> {
                given.add(one.folder().toString());
                free.addAndGet(GIB);
            });
        }
    }

    @Test
    void floorIsBytesOrShareWhicheverIsMore() {
        DiskFloor floor = new DiskFloor(5 * GIB);
        assertThat(floor.shortage(space(5 * GIB, 20 * GIB))).isEmpty();
        assertThat(floor.shortage(space(5 * GIB - 1, 20 * GIB)))
                .contains("5.0 GiB are free, and no build is taken below 5.0 GiB");
        assertThat(floor.shortage(space(9 * GIB, 200 * GIB)))
                .contains("9.0 GiB are free, and no build is taken below 10.0 GiB");
        assertThat(floor.shortage(space(10 * GIB, 200 * GIB))).isEmpty();
        assertThat(new DiskFloor(0).shortage(space(0, GIB))).isEmpty();
    }

    @Test
    void filesRunOutAsBytesDo() {
        DiskFloor floor = new DiskFloor(GIB);
        assertThat(floor.shortage(new DiskSpace(9 * GIB, 9 * GIB, 49, 1000)))
                .contains("49 files can be created, and no build is taken below 50");
        assertThat(floor.shortage(new DiskSpace(9 * GIB, 9 * GIB, 50, 1000))).isEmpty();
        assertThat(floor.shortage(new DiskSpace(9 * GIB, 9 * GIB, 0, 0))).isEmpty();
    }

    @Test
    void longestUnusedGoesFirstKindByKindAndNothingInUse() {
        free.set(4 * GIB);
        Folders workspaces =
                new Folders().with("new", 9).with("old", 1).with("used", 0).using("used");
        Folders mirrors = new Folders().with("mirror-new", 3).with("mirror-old", 2);
        DiskGuard guard = guard(workspaces, mirrors);

        guard.makeRoom();

        // The floor is 5 GiB, and room is made to a fifth above it.
        assertThat(given).containsExactly("old", "new");
        assertThat(guard.shortage()).isEmpty();
        assertThat(log).first().asString().startsWith("gave up old, unused since 1970-01-02");
    }

    @Test
    void agentTakesNoBuildWhileNothingCanBeGivenUp() {
        free.set(GIB);
        DiskGuard guard = guard(new Folders().with("used", 0).using("used"));
        assertThat(guard.shortage()).contains("1.0 GiB are free, and no build is taken below 5.0 GiB");
        guard.makeRoom();
        assertThat(guard.shortage()).isPresent();
        assertThat(given).isEmpty();
    }

    @Test
    void realVolumeIsMeasured() {
        DiskSpace space = DiskSpace.of(Path.of("").toAbsolutePath());
        assertThat(space.totalBytes()).isGreaterThan(space.freeBytes()).isPositive();
        assertThat(space.totalFiles()).isGreaterThanOrEqualTo(space.freeFiles());
    }

    private DiskGuard guard(KeptFolders... kinds) {
        return new DiskGuard(new DiskFloor(5 * GIB), () -> space(free.get(), 20 * GIB), List.of(kinds), log::add);
    }

    private static DiskSpace space(long free, long total) {
        return new DiskSpace(free, total, 0, 0);
    }
}
