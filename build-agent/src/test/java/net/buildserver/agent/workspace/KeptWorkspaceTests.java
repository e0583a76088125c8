package net.buildserver.agent.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import net.buildserver.agent.GitRepository;
import net.buildserver.agent.Jobs;
import net.buildserver.agent.disk.Kept;
import net.buildserver.agent.process.ProcessRunner;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.domain.protocol.TaskAssignment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the next build, or the next task of a build, finds of the one before in its workspace, with real git. */
class KeptWorkspaceTests {
    private static final UUID BUILD = UUID.randomUUID();

    @TempDir
    private Path folder;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private GitRepository repository;
    private Workspaces workspaces;

    @BeforeEach
    void create() throws IOException, InterruptedException {
        repository = GitRepository.create(folder.resolve("served/repo"));
        repository
                .write("a.txt", "1")
                .write(".gitignore", "*.log\nbin/\nobj/\n")
                .commit("First");
        GitMirrors mirrors = new GitMirrors(folder.resolve("git"), InstantSource.system());
        GitCheckout git = new GitCheckout(new ProcessRunner(), System.getenv(), true, mirrors);
        workspaces = new Workspaces(folder.resolve("work"), git, "", () -> now);
    }

    @Test
    void programsThatABuildWroteIntoGitsConfigurationDoNotRun() throws Exception {
        TaskAssignment incremental = Jobs.of(repository.url()).incremental().assignment();
        Checkout first = checkout(incremental, "main");
        Path marker = folder.resolve("escaped");
        Path program = program(first.directory(), marker);
        Files.writeString(
                first.directory().resolve(".git/config"),
                "[core]\n\tfsmonitor = " + program + "\n\tsshCommand = " + program + "\n[filter \"evil\"]\n\tsmudge = "
                        + program + "\n\tclean = " + program + "\n");
        Files.createDirectories(first.directory().resolve(".git/info"));
        Files.writeString(first.directory().resolve(".git/info/attributes"), "* filter=evil\n");
        Files.writeString(first.directory().resolve("a.txt"), "changed");
        repository.write("b.txt", "2").commit("Second");

        Checkout second = checkout(incremental, "main");
        assertThat(second.directory()).isEqualTo(first.directory());
        assertThat(second.directory().resolve("a.txt")).hasContent("1");
        assertThat(second.directory().resolve("b.txt")).hasContent("2");
        assertThat(marker).doesNotExist();
    }

    @Test
    void programsInTheConfigurationOfSubmodulesDoNotRun() throws Exception {
        GitRepository inner = GitRepository.create(folder.resolve("served/inner"));
        inner.write("inner.txt", "1").commit("First");
        repository.addSubmodule(inner, "libs/inner");
        TaskAssignment incremental = Jobs.of(repository.url()).incremental().assignment();
        Checkout first = checkout(incremental, "main");
        Path marker = folder.resolve("escaped");
        String evil = "[core]\n\tfsmonitor = " + program(first.directory(), marker) + "\n";
        Path submodule = first.directory().resolve("libs/inner");
        Files.writeString(first.directory().resolve(".git/modules/libs/inner/config"), evil);
        Files.delete(submodule.resolve(".git"));
        repository.git("init", "--quiet", submodule.toString());
        Files.writeString(submodule.resolve(".git/config"), evil);
        Files.writeString(submodule.resolve("inner.txt"), "changed");

        Checkout second = checkout(incremental, "main");
        assertThat(second.directory().resolve("libs/inner/inner.txt")).hasContent("1");
        assertThat(marker).doesNotExist();
    }

    @Test
    void filesThatDidNotChangeAreNotWrittenAgain() throws Exception {
        TaskAssignment incremental = Jobs.of(repository.url()).incremental().assignment();
        Path file = checkout(incremental, "main").directory().resolve("a.txt");
        FileTime written = Files.getLastModifiedTime(file);
        repository.write("b.txt", "2").commit("Second");
        checkout(incremental, "main");
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
    }

    @Test
    void nextTaskOfABuildFindsOutputsAndOtherwiseTheCommitAlone() throws Exception {
        TaskAssignment task = Jobs.of(repository.url()).taskOf(BUILD).assignment();
        Path root = checkout(task, "main").directory();
        String commit = repository.git("rev-parse", "HEAD").strip();
        Files.writeString(
                Files.createDirectories(root.resolve("App/bin/Release")).resolve("App.dll"), "output");
        Files.writeString(Files.createDirectories(root.resolve("App/obj")).resolve("App.cache"), "output");
        Files.writeString(root.resolve("generated.log"), "ignored by git");
        Files.writeString(root.resolve("new.txt"), "unknown to git");
        Files.writeString(root.resolve("a.txt"), "changed");
        // Nobody asks the server again.
        Files.move(repository.folder(), folder.resolve("gone"));

        assertThat(checkout(task, commit).directory()).isEqualTo(root);
        assertThat(root.resolve("App/bin/Release/App.dll")).hasContent("output");
        assertThat(root.resolve("App/obj/App.cache")).hasContent("output");
        assertThat(root.resolve("a.txt")).hasContent("1");
        assertThat(root.resolve("generated.log")).doesNotExist();
        assertThat(root.resolve("new.txt")).doesNotExist();
        assertThat(log).noneMatch(line -> line.contains("made anew"));
    }

    @Test
    void otherBuildsFindNothingOfIt() throws Exception {
        for (TaskAssignment other : List.of(
                Jobs.of(repository.url()).taskOf(UUID.randomUUID()).assignment(),
                Jobs.of(repository.url()).cached().assignment())) {
            TaskAssignment task = Jobs.of(repository.url()).taskOf(BUILD).assignment();
            Path root = checkout(task, "main").directory();
            Files.writeString(Files.createDirectories(root.resolve("obj")).resolve("x"), "output");
            assertThat(checkout(other, "main").directory()).isEqualTo(root);
            assertThat(root.resolve("obj")).doesNotExist();
        }
    }

    @Test
    void damagedOneIsMadeAnew() throws Exception {
        TaskAssignment task = Jobs.of(repository.url()).taskOf(BUILD).assignment();
        Path root = checkout(task, "main").directory();
        String commit = repository.git("rev-parse", "HEAD").strip();
        Files.writeString(root.resolveSibling("src.git-kept").resolve("index"), "damaged");
        Files.writeString(Files.createDirectories(root.resolve("obj")).resolve("x"), "output");
        assertThat(checkout(task, commit).directory().resolve("a.txt")).hasContent("1");
        assertThat(root.resolve("obj")).doesNotExist();
        assertThat(log).anyMatch(line -> line.contains("made anew"));
    }

    @Test
    void tasksAtOneTimeHaveFoldersOfTheirOwn() {
        TaskAssignment task = Jobs.of(repository.url()).taskOf(BUILD).assignment();
        try (Workspace one = workspaces.acquire(task);
                Workspace other = workspaces.acquire(task)) {
            assertThat(one.checkout(request(task, "main")).directory())
                    .isNotEqualTo(other.checkout(request(task, "main")).directory());
        }
        assertThat(workspaces.unused()).hasSize(2);
    }

    @Test
    void whatNoTaskUsesAnyMoreIsForgotten() throws Exception {
        TaskAssignment task = Jobs.of(repository.url()).taskOf(BUILD).assignment();
        Path root = checkout(task, "main").directory();
        assertThat(workspaces.unused()).extracting(Kept::folder).containsExactly(root.getParent());

        now = now.plusSeconds(599);
        workspaces.forget(Duration.ofMinutes(10));
        assertThat(workspaces.unused()).hasSize(1);
        now = now.plusSeconds(2);
        workspaces.forget(Duration.ofMinutes(10));
        assertThat(workspaces.unused()).isEmpty();
        assertThat(root).doesNotExist();
    }

    private Checkout checkout(TaskAssignment assignment, String ref) {
        try (Workspace workspace = workspaces.acquire(assignment)) {
            return workspace.checkout(request(assignment, ref));
        }
    }

    private CheckoutRequest request(TaskAssignment assignment, String ref) {
        return new CheckoutRequest(assignment.attemptId(), repository.url(), ref, new Cancellation(), log::add);
    }

    private static Path program(Path checkout, Path marker) throws IOException {
        Path program = Files.writeString(checkout.resolve("evil.sh"), "#!/bin/sh\necho x >> " + marker + "\ncat\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }
}
