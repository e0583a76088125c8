package net.buildserver.agent.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.failure.CancelledException;
import net.buildserver.agent.process.ProcessExit;
import net.buildserver.agent.process.ProcessRequest;
import net.buildserver.agent.process.ProcessRunner;
import net.buildserver.agent.process.ProcessSweep;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.Cancellation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds in real containers of podman; the image is made of the machine's own shell and its libraries. */
class ContainerTests {
    private static final String IMAGE = "localhost/build-agent-test:1";

    @TempDir
    private Path agent;

    private final String attempt = UUID.randomUUID().toString();
    private final Cancellation cancellation = new Cancellation();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private Path repository;
    private Path temporary;
    private Sandbox sandbox;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/podman")), "podman is not installed: containers are not tested");
        repository = Files.createDirectories(agent.resolve("ws/mine/src")).toRealPath();
        temporary = Files.createDirectories(agent.resolve("tmp")).toRealPath();
        Path packages = Files.createDirectories(agent.resolve("packages")).toRealPath();
        TestPodman podman = TestPodman.create(agent.resolve("podman"), IMAGE);
        ContainerSettings settings = new ContainerSettings(
                podman.program().toString(), List.of(IMAGE, "localhost/other:*"), podman.options());
        SandboxFolders folders = new SandboxFolders(packages, List.of());
        EgressRules egress = EgressRules.of(List.of("/srv/feed"), List.of());
        sandbox = Sandbox.open(settings, folders, egress, temporary, System.getenv());
        assumeTrue(
                sandbox.level() == SandboxLevel.CONTAINER,
                () -> "containers do not run here: " + sandbox.shortfall().orElse(""));
    }

    @Test
    void buildSeesItsImageAndItsFoldersAndNothingElse() throws IOException {
        Path credential = Files.writeString(agent.resolve("identity.json"), "bsac_secret");
        Files.writeString(repository.resolve("source.txt"), "source");
        ProcessExit exit = run(
                Access.SEALED,
                "pwd; cat source.txt made-by-image; echo; cat " + credential
                        + "; touch /src/a /tmp/b ~/c /x /packages/x; ls /root /home; echo $SECRET; ls /sys/class/net");
        assertThat(exit.exitCode()).as(output()).isZero();
        assertThat(lines.getFirst()).isEqualTo("/src");
        assertThat(output())
                .contains("source", "No such file", "handed on", "lo")
                .doesNotContain("bsac_secret", "eth0");
        assertThat(repository.resolve("a")).exists();
        assertThat(temporary.resolve("b")).exists();
        assertThat(output().split("Read-only file system", -1)).as(output()).hasSize(3);
        assertThat(run(Access.SEALED, "exit 7").exitCode()).isEqualTo(7);
    }

    @Test
    void imagesAreHeldAgainstTheList() {
        AttemptFolders own = new AttemptFolders(repository, temporary, List.of());
        for (String image :
                List.of("docker.io/library/alpine", "localhost/other", "--privileged", "localhost/other:1 x")) {
            assertThatThrownBy(() -> sandbox.enclose(own, image))
                    .isInstanceOf(BuildFailedException.class)
                    .hasMessageContaining("may not be used on this agent");
        }
        assertThat(sandbox.enclose(own, "localhost/other:2")).isNotNull();
        assertThatThrownBy(() -> Sandbox.open(
                                SandboxLevel.PROCESS,
                                new SandboxFolders(agent, List.of()),
                                EgressRules.of(List.of(), List.of()),
                                agent)
                        .enclose(own, IMAGE))
                .hasMessageContaining("ask for the label sandbox=container");
    }

    @Test
    void cancelEndsTheContainer() throws Exception {
        Path ready = repository.resolve("ready");
        CompletableFuture<ProcessExit> exit = CompletableFuture.supplyAsync(() ->
                run(Access.SEALED, "(setsid sh -c 'trap \"\" INT TERM; sleep 73001' &); touch ready; sleep 73001"));
        while (!Files.exists(ready)) {
            assertThat(exit).isNotDone();
            Thread.onSpinWait();
        }
        cancellation.request(CancelReason.UserRequest);
        assertThatThrownBy(() -> exit.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(CancelledException.class);
        assertThat(ProcessSweep.sweep(attempt)).isEmpty();
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains("sleep 73001")))
                .isEmpty();
    }

    private ProcessExit run(Access access, String script) {
        Enclosure enclosure = sandbox.enclose(new AttemptFolders(repository, temporary, List.of()), "");
        try (EnclosedStep step = enclosure.open(access, lines::add)) {
            ProcessRequest request = new ProcessRequest(
                    List.of("/bin/sh", "-c", script),
                    repository,
                    Map.of("PATH", "/usr/bin:/bin", ProcessRequest.COOKIE, attempt, "SECRET", "handed on"));
            return new ProcessRunner().run(step.enclose(request), cancellation, lines::add);
        }
    }

    private String output() {
        return String.join("\n", lines);
    }
}
