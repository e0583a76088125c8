package net.buildserver.agent.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import net.buildserver.agent.GitRepository;
import net.buildserver.agent.process.ProcessRunner;
import net.buildserver.agent.signal.Cancellation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkouts of some folders, and files in Git LFS, with real git. */
class LargeRepositoryTests {
    @TempDir
    private Path folder;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private GitRepository repository;

    @BeforeEach
    void createRepository() throws IOException, InterruptedException {
        repository = GitRepository.create(folder.resolve("repo"));
        repository.git("config", "uploadpack.allowFilter", "true");
        repository
                .write("root.txt", "root")
                .write("src/App/a.txt", "1")
                .write("src/beside.txt", "beside")
                .write("src/Lib/deep/l.txt", "lib")
                .write("other/large.txt", "x".repeat(100_000))
                .commit("First");
    }

    @Test
    void onlyTheWantedFoldersAreFetchedAndCheckedOut() throws Exception {
        Path directory = newFolder();
        Checkout checkout = git().checkout(request(List.of("src/App")), directory);
        assertThat(files(directory)).containsExactly("root.txt", "src/App/a.txt", "src/beside.txt");
        assertThat(missing(checkout)).as("what was left at the server").isEqualTo(2);

        // The next one takes from the mirror what the first one fetched: the server has nothing to tell but names.
        Path again = newFolder();
        git().checkout(request(List.of("src/App")), again);
        assertThat(files(again)).isEqualTo(files(directory));
        assertThat(missing(checkout)).isEqualTo(2);

        repository.write("src/App/a.txt", "2").commit("Second");
        git().checkout(request(List.of("src/App", "src/Lib")), again);
        assertThat(again.resolve("src/App/a.txt")).hasContent("2");
        assertThat(again.resolve("src/Lib/deep/l.txt")).hasContent("lib");
        assertThat(again.resolve("other")).doesNotExist();

        git().checkout(request(List.of()), again);
        assertThat(again.resolve("other/large.txt")).hasSize(100_000);
    }

    @Test
    void serverThatKnowsNoFiltersSendsEverything() throws Exception {
        repository.git("config", "uploadpack.allowFilter", "false");
        Path directory = newFolder();
        Checkout checkout = git().checkout(request(List.of("src/Lib")), directory);
        assertThat(files(directory)).containsExactly("root.txt", "src/Lib/deep/l.txt", "src/beside.txt");
        assertThat(missing(checkout)).isZero();
    }

    @Test
    void filesInLargeFileStorageAreFetchedAndShared() throws Exception {
        assumeTrue(
                Stream.of("/usr/bin/git-lfs", "/usr/local/bin/git-lfs")
                        .map(Path::of)
                        .anyMatch(Files::isExecutable),
                "git-lfs is not installed: files in Git LFS are not tested");
        repository.git("lfs", "install", "--local");
        repository.git("lfs", "track", "*.bin");
        repository.write("data/big.bin", "content ".repeat(10_000)).commit("Large file");
        assertThat(repository.git("show", "HEAD:data/big.bin"))
                .startsWith("version https://git-lfs.github.com/spec/v1");

        Path directory = newFolder();
        git().checkout(request(List.of()), directory);
        assertThat(directory.resolve("data/big.bin")).hasSize(80_000);
        assertThat(log).noneMatch(line -> line.contains("AGENT002"));

        // The second checkout needs no server for what the first one fetched.
        Files.move(repository.folder().resolve(".git/lfs"), folder.resolve("lfs-away"));
        Path second = newFolder();
        git().checkout(request(List.of()), second);
        assertThat(second.resolve("data/big.bin")).hasSize(80_000);
    }

    // Objects that the mirror knows of and does not hold.
    private long missing(Checkout checkout) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("git", "rev-list", "--objects", "--missing=print", "HEAD")
                .directory(checkout.directory().toFile());
        Map<String, String> safe = new HashMap<>(
                Map.of("GIT_CONFIG_COUNT", "1", "GIT_CONFIG_KEY_0", "safe.directory", "GIT_CONFIG_VALUE_0", "*"));
        builder.environment().putAll(safe);
        Process process = builder.start();
        long missing = process.inputReader()
                .lines()
                .filter(line -> line.startsWith("?"))
                .count();
        assertThat(process.waitFor()).isZero();
        return missing;
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .filter(name -> !name.startsWith(".git"))
                    .sorted()
                    .toList();
        }
    }

    private GitCheckout git() {
        GitMirrors mirrors = new GitMirrors(folder.resolve("git"), InstantSource.system());
        return new GitCheckout(new ProcessRunner(), System.getenv(), true, mirrors);
    }

    private CheckoutRequest request(List<String> folders) {
        return new CheckoutRequest(UUID.randomUUID(), repository.url(), "main", folders, new Cancellation(), log::add);
    }

    private Path newFolder() throws IOException {
        return Files.createDirectories(folder.resolve("work/" + UUID.randomUUID() + "/src"));
    }
}
