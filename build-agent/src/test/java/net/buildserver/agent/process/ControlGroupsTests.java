package net.buildserver.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import net.buildserver.agent.signal.Cancellation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real control groups, where this user may create some. */
class ControlGroupsTests {
    @TempDir
    private Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final String attempt = UUID.randomUUID().toString();
    private Path root;

    @BeforeEach
    void create() throws IOException {
        Path parent = Stream.of("/sys/fs/cgroup/unified", "/sys/fs/cgroup")
                .map(Path::of)
                .filter(path -> Files.exists(path.resolve("cgroup.procs")) && Files.isWritable(path))
                .findFirst()
                .orElse(null);
        assumeTrue(parent != null, "needs a cgroup v2 that may be divided");
        root = Files.createDirectory(parent.resolve("build-server-test-" + attempt));
    }

    @AfterEach
    void delete() throws IOException {
        if (root != null) {
            Files.deleteIfExists(root.resolve("agent"));
            Files.delete(root);
        }
    }

    @Test
    void nothingLeavesTheGroupOfItsAttempt() throws IOException {
        ControlGroups groups = ControlGroups.open(root, GroupLimits.NONE);
        ProcessRunner runner = new ProcessRunner(Silence.UNLIMITED, groups);
        ProcessExit exit = run(
                runner,
                "cat /proc/self/cgroup | grep ^0; (env -i setsid sh -c 'trap \"\" INT TERM HUP; sleep 1000' >/dev/null 2>&1 &)");
        assertThat(exit.isSuccess()).isTrue();
        assertThat(lines).containsExactly("0::/" + root.getFileName() + "/attempt-" + attempt);
        Path group = root.resolve("attempt-" + attempt);
        assertThat(Files.readAllLines(group.resolve("cgroup.procs"))).isNotEmpty();

        assertThat(runner.endAll(attempt)).isEmpty();
        assertThat(group).doesNotExist();
    }

    @Test
    void groupsOfAnEndedAgentAreEndedAtTheNextStart() throws IOException {
        ProcessRunner first = new ProcessRunner(Silence.UNLIMITED, ControlGroups.open(root, GroupLimits.NONE));
        run(first, "(setsid sleep 1000 >/dev/null 2>&1 &)");
        Path group = root.resolve("attempt-" + attempt);
        assertThat(group).exists();
        ControlGroups.open(root, GroupLimits.NONE);
        assertThat(group).doesNotExist();
    }

    @Test
    void limitsThatTheSystemDoesNotGiveAreNamed() throws IOException {
        List<String> given = List.of(
                Files.readString(root.resolve("cgroup.controllers")).strip().split(" "));
        GroupLimits limits = new GroupLimits(512, 150, 100);
        ControlGroups groups = ControlGroups.open(root, limits);
        assertThat(groups.missing())
                .containsExactlyElementsOf(Stream.of("memory", "cpu", "pids")
                        .filter(controller -> !given.contains(controller))
                        .toList());
        assertThat(limits.cpuMax()).isEqualTo("150000 100000");
        assertThat(run(new ProcessRunner(Silence.UNLIMITED, groups), "true").isSuccess())
                .isTrue();
        groups.end(attempt);
    }

    private ProcessExit run(ProcessRunner runner, String script) {
        ProcessRequest request = new ProcessRequest(
                List.of("/bin/sh", "-c", script),
                folder,
                Map.of("PATH", "/usr/bin:/bin", ProcessRequest.COOKIE, attempt));
        return runner.run(request, new Cancellation(), lines::add);
    }
}
