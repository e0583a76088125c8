package net.buildserver.agent.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.GitRepository;
import net.buildserver.agent.Jobs;
import net.buildserver.agent.disk.Kept;
import net.buildserver.agent.disk.KeptFolders;
import net.buildserver.agent.process.ProcessRunner;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.domain.protocol.TaskAssignment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is given up when the disk is nearly full, with real folders. */
class KeptFoldersTests {
    @TempDir
    private Path folder;

    private GitMirrors mirrors;
    private Workspaces workspaces;

    @BeforeEach
    void create() {
        mirrors = new GitMirrors(folder.resolve("git"), InstantSource.system());
        GitCheckout git = new GitCheckout(new ProcessRunner(), System.getenv(), true, mirrors);
        workspaces = new Workspaces(folder, git, "", InstantSource.system());
    }

    @Test
    void warmWorkspaceGoesUnlessABuildUsesIt() throws IOException, InterruptedException {
        GitRepository repository = GitRepository.create(folder.resolve("repo"));
        repository.write("a.txt", "1").commit("First");
        TaskAssignment assignment = Jobs.of(repository.url()).incremental().assignment();
        Workspace used = workspaces.acquire(assignment);
        used.checkout(
                new CheckoutRequest(assignment.attemptId(), repository.url(), "main", new Cancellation(), line -> {}));
        List<Path> before = warmFolders();
        assertThat(before).hasSize(1);
        assertThat(workspaces.unused()).isEmpty();
        assertThat(workspaces.giveUp(new Kept(before.getFirst(), Instant.EPOCH)))
                .isEmpty();

        used.close();
        assertThat(workspaces.unused()).extracting(Kept::folder).isEqualTo(before);
        workspaces.giveUp(workspaces.unused().getFirst()).orElseThrow().run();
        assertThat(warmFolders()).isEmpty();
    }

    @Test
    void mirrorsAndPackagesGoWhileNoBuildRuns() throws IOException {
        Path packages = folder.resolve("packages");
        Path old = metadata(packages.resolve("a/1.0.0"), "2020-01-01T00:00:00Z");
        Path fresh = metadata(packages.resolve("a/2.0.0"), "2026-01-01T00:00:00Z");
        Files.createDirectories(folder.resolve("git/0123"));
        KeptFolders guarded = workspaces.whileIdle(new PackageFolder(packages));
        assertThat(guarded.unused()).extracting(Kept::folder).containsExactlyInAnyOrder(old, fresh);
        Kept oldest = guarded.unused().stream()
                .filter(kept -> kept.lastUsed().isBefore(Instant.parse("2021-01-01T00:00:00Z")))
                .findFirst()
                .orElseThrow();

        try (Workspace _ = workspaces.acquire(Jobs.of("file:///a").assignment())) {
            assertThat(guarded.giveUp(oldest)).isEmpty();
            assertThat(workspaces.whileIdle(mirrors).giveUp(mirrors.unused().getFirst()))
                    .isEmpty();
        }
        guarded.giveUp(oldest).orElseThrow().run();
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
        workspaces
                .whileIdle(mirrors)
                .giveUp(mirrors.unused().getFirst())
                .orElseThrow()
                .run();
        assertThat(mirrors.unused()).isEmpty();
    }

    @Test
    void temporaryFoldersOfAnEndedAgentAreDeletedAtTheNextStart() throws IOException {
        Path left = workspaces.createTemporary();
        Files.createDirectories(left.resolve("publish/app"));
        assertThat(left.toString().length()).isLessThan(60);
        new Workspaces(
                        folder,
                        new GitCheckout(new ProcessRunner(), Map.of(), true, mirrors),
                        "",
                        InstantSource.system())
                .deleteLeftovers();
        assertThat(left).doesNotExist();
    }

    private List<Path> warmFolders() throws IOException {
        try (var folders = Files.list(folder.resolve("warm"))) {
            return folders.toList();
        }
    }

    private static Path metadata(Path of, String time) throws IOException {
        Files.createDirectories(of);
        Path mark = Files.writeString(of.resolve(".nupkg.metadata"), "{}");
        FileTime then = FileTime.from(Instant.parse(time));
        Files.getFileAttributeView(mark, java.nio.file.attribute.BasicFileAttributeView.class)
                .setTimes(then, then, then);
        return of;
    }
}
