package net.buildserver.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files are those of a control group, without a system behind them that writes them. */
class MemoryBlameTests {
    private static final int KILLED = 137;
    private static final Optional<String> ONE = Optional.of("one");
    private static final Optional<String> OTHER = Optional.of("other");

    @TempDir
    private Path folder;

    private MemoryBlame alone;

    @BeforeEach
    void nothingWasKilled() throws IOException {
        killed(folder, 4);
        alone = new MemoryBlame(ControlGroups.NONE, MemoryKills.of(folder));
    }

    @Test
    void failureOfTheOnlyAttemptIsBlamedAndASuccessIsNot() throws IOException {
        try (MemoryBlame.Watch watch = alone.watch(ONE)) {
            assertThat(watch.isBlamed(1)).as("nothing was killed").isFalse();
            killed(folder, 5);
            assertThat(watch.isBlamed(1)).isTrue();
            assertThat(watch.isBlamed(0)).isFalse();
        }
        try (MemoryBlame.Watch watch = alone.watch(ONE)) {
            assertThat(watch.isBlamed(1)).as("it was before").isFalse();
        }
    }

    @Test
    void withoutGroupsAnAttemptIsNotBlamedForWhatAnotherOneMayHaveTaken() throws IOException {
        MemoryBlame.Watch first = alone.watch(ONE);
        try (MemoryBlame.Watch second = alone.watch(OTHER)) {
            first.close();
            killed(folder, 5);
            assertThat(second.isBlamed(1)).as("the first ran meanwhile").isFalse();
            assertThat(second.isBlamed(KILLED)).as("it is the victim").isTrue();
        }
        try (MemoryBlame.Watch third = alone.watch(ONE);
                MemoryBlame.Watch sameAttempt = alone.watch(ONE)) {
            killed(folder, 6);
            assertThat(third.isBlamed(1)).isTrue();
            assertThat(sameAttempt.isBlamed(1)).isTrue();
        }
    }

    @Test
    void withGroupsOnlyTheCountOfTheAttemptCounts() throws IOException {
        Path root = Files.createDirectory(folder.resolve("groups"));
        Files.writeString(root.resolve("cgroup.procs"), "");
        ControlGroups groups = ControlGroups.open(root, GroupLimits.NONE);
        MemoryBlame blame = new MemoryBlame(groups, MemoryKills.of(folder));
        Path one = groups.group("one").orElseThrow();
        Path other = groups.group("other").orElseThrow();
        killed(one, 0);
        try (MemoryBlame.Watch watch = blame.watch(ONE);
                MemoryBlame.Watch elsewhere = blame.watch(OTHER)) {
            killed(folder, 5);
            killed(other, 1);
            assertThat(watch.isBlamed(1)).isFalse();
            assertThat(watch.isBlamed(KILLED)).isFalse();
            assertThat(elsewhere.isBlamed(1)).as("beside another attempt").isTrue();
        }
    }

    @Test
    void ownProcessesAreCountedAroundTheAgent() {
        assertThat(MemoryKills.aroundAgent().count()).isNotNegative();
        assertThat(MemoryKills.of(folder.resolve("nothing")).count()).isZero();
    }

    private static void killed(Path group, int count) throws IOException {
        Files.writeString(
                group.resolve("memory.events"),
                "low 0\nhigh 0\nmax 3\noom 2\noom_kill %d\noom_group_kill 7\n".formatted(count));
    }
}
