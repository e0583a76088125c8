package net.buildserver.verification.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.agent.process.ProcessExit;
import net.buildserver.agent.process.ProcessRequest;
import net.buildserver.agent.process.ProcessRunner;
import net.buildserver.agent.signal.Cancellation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory that really runs out, in a control group of this test's own. The system's count of such ends is one for the whole machine,
 * so that no other build may fail meanwhile: this module runs its tests one after the other.
 */
class MemoryLossTests {
    private static final Path MEMORY = Path.of("/sys/fs/cgroup/memory");

    @TempDir
    private Path folder;

    private final Path group = MEMORY.resolve("memory-loss-" + UUID.randomUUID());

    @BeforeEach
    void makeGroup() {
        try {
            Files.createDirectory(group);
            Files.writeString(group.resolve("memory.limit_in_bytes"), String.valueOf(64 << 20));
        } catch (IOException notAllowed) {
            assumeTrue(false, "needs the right to make a control group of the first version: " + notAllowed);
        }
    }

    @AfterEach
    void removeGroup() throws IOException {
        Files.deleteIfExists(group);
    }

    @Test
    void buildThatTheSystemEndsForLackOfMemoryIsToldApartFromOneThatFails() {
        String into = "echo $$ > " + group.resolve("cgroup.procs") + "; ";
        assertThat(run(into + "exit 3").endedBy()).isEmpty();

        // Not the program itself but one of its children is ended, as happens to compilers.
        ProcessExit exit = run(into + "head -c 200000000 /dev/zero | tail > /dev/null; exit 1");

        assertThat(exit.exitCode()).isEqualTo(1);
        assertThat(exit.endedBy()).contains("the system, since the memory was used up");
    }

    private ProcessExit run(String script) {
        Map<String, String> environment = Map.of(
                "PATH",
                "/usr/bin:/bin",
                ProcessRequest.COOKIE,
                UUID.randomUUID().toString());
        ProcessRequest request = new ProcessRequest(List.of("/bin/sh", "-c", script), folder, environment);
        return new ProcessRunner().run(request, new Cancellation(), line -> {});
    }
}
