package net.buildserver.agent.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.buildserver.agent.GitRepository;
import net.buildserver.agent.failure.AgentException;
import net.buildserver.agent.process.ProcessRunner;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.CommitSummary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mirrors and what can happen to them, with real git. */
class GitMirrorTests {
    @TempDir
    private Path folder;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private GitMirrors mirrors;
    private GitRepository repository;

    @BeforeEach
    void create() throws IOException, InterruptedException {
        mirrors = new GitMirrors(folder.resolve("git"), InstantSource.system());
        repository = GitRepository.create(folder.resolve("served/repo"));
        repository.write("a.txt", "1").commit("First");
    }

    @Test
    void knownCommitIsNotFetchedAgain() throws Exception {
        checkout(repository.url());
        Files.delete(mirror().resolve("FETCH_HEAD"));
        Checkout again = checkout(repository.url());
        assertThat(again.directory().resolve("a.txt")).hasContent("1");
        assertThat(mirror().resolve("FETCH_HEAD")).doesNotExist();
        assertThat(again.shared()).containsExactly(mirror());

        repository.write("a.txt", "2").commit("Second");
        assertThat(checkout(repository.url()).directory().resolve("a.txt")).hasContent("2");
    }

    @Test
    void newestCommitsAreToldThoughTheMirrorHasOneOnly() throws Exception {
        repository.write("a.txt", "2").commit("Second <b>");
        assertThat(checkout(repository.url()).history().stream().map(CommitSummary::subject))
                .containsExactly("Second <b>", "First");

        repository.write("a.txt", "3").commit("Third");
        List<CommitSummary> history = checkout(repository.url()).history();

        assertThat(history.stream().map(CommitSummary::subject)).containsExactly("Third", "Second <b>", "First");
        assertThat(history.getFirst().sha()).hasSize(40);
        assertThat(history).allSatisfy(commit -> assertThat(commit.author()).isNotBlank());
        assertThat(checkout(repository.url()).history()).isEqualTo(history);
    }

    @Test
    void damagedMirrorIsMadeAnew() throws Exception {
        checkout(repository.url());
        try (Stream<Path> files = Files.walk(mirror().resolve("objects"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file.toFile().setWritable(true)).isTrue();
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        assertThat(checkout(repository.url()).directory().resolve("a.txt")).hasContent("1");
        assertThat(log).anyMatch(line -> line.startsWith("The mirror is damaged and made anew: "));
    }

    @Test
    void emptyHeadAndLockFilesOfDeadCommandsDoNotMatter() throws Exception {
        checkout(repository.url());
        Path mirror = mirror();
        for (String lock : List.of("shallow.lock", "packed-refs.lock", "config.lock", "HEAD.lock")) {
            Files.writeString(mirror.resolve(lock), "");
        }
        Files.writeString(mirror.resolve("objects/pack/tmp_pack_abcdef"), "half");
        repository.write("a.txt", "2").commit("Second");
        assertThat(checkout(repository.url()).directory().resolve("a.txt")).hasContent("2");
        assertThat(mirror.resolve("objects/pack/tmp_pack_abcdef")).doesNotExist();

        Files.writeString(mirror.resolve("HEAD"), "");
        repository.write("a.txt", "3").commit("Third");
        assertThat(checkout(repository.url()).directory().resolve("a.txt")).hasContent("3");
    }

    @Test
    void warmWorkspaceSurvivesLocksAndTheLossOfItsMirror() throws Exception {
        WarmWorkspace warm = new WarmWorkspace(folder.resolve("warm/x"), git(), false, () -> {});
        Path directory = warm.checkout(request(repository.url())).directory();
        Files.writeString(directory.resolve(".git/index.lock"), "");
        Files.writeString(directory.resolve(".git/HEAD.lock"), "");
        repository.write("a.txt", "2").commit("Second");
        assertThat(warm.checkout(request(repository.url())).directory().resolve("a.txt"))
                .hasContent("2");

        mirrors.giveUp(mirrors.unused().getFirst()).orElseThrow().run();
        repository.write("a.txt", "3").commit("Third");
        assertThat(warm.checkout(request(repository.url())).directory().resolve("a.txt"))
                .hasContent("3");
    }

    @Test
    void slotsShareAMirror() throws Exception {
        List<CompletableFuture<Checkout>> slots = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> checkout(repository.url())))
                .limit(4)
                .toList();
        for (CompletableFuture<Checkout> slot : slots) {
            assertThat(slot.get(60, TimeUnit.SECONDS).directory().resolve("a.txt"))
                    .hasContent("1");
        }
        assertThat(mirrors.unused()).hasSize(1);
    }

    @Test
    void submodulesComeAtTheirCommits() throws Exception {
        GitRepository inner = GitRepository.create(folder.resolve("served/inner"));
        inner.write("inner.txt", "old").commit("Old");
        repository.addSubmodule(inner, "libs/inner");
        inner.write("inner.txt", "new").commit("New");
        assertThat(checkout(repository.url()).directory().resolve("libs/inner/inner.txt"))
                .hasContent("old");
    }

    @Test
    void pointersOfLargeFilesAreNamed() throws Exception {
        repository.write("big.bin", "version https://git-lfs.github.com/spec/v1\n");
        repository.commit("Pointer");
        repository.write(".gitattributes", "*.bin filter=lfs\n").git("add", ".gitattributes");
        repository.commit("Large files");
        GitCheckout without = new GitCheckout(new ProcessRunner(), pathOfGitOnly(), true, mirrors);
        without.checkout(request(repository.url()), newFolder());
        assertThat(log).anyMatch(line -> line.contains("1 file(s) are kept in Git LFS"));
    }

    @Test
    void credentialsComeFromMemoryAndAreNowhereElse() throws Exception {
        try (GitServer server = new GitServer(folder.resolve("served"))) {
            Checkout checkout = checkout(server.url("repo/.git"));
            assertThat(checkout.directory().resolve("a.txt")).hasContent("1");
            assertThat(server.requests).isNotEmpty();
            for (Path place : List.of(checkout.directory().getParent(), folder.resolve("git"))) {
                try (Stream<Path> files = Files.walk(place)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                                .as(file.toString())
                                .doesNotContain("p4ss");
                    }
                }
            }
            assertThat(log).noneMatch(line -> line.contains("p4ss"));

            String wrong = server.url("repo/.git").replace("p4ss", "guess");
            assertThatThrownBy(() -> checkout(wrong))
                    .as("what one build fetched, another does not get without its credentials")
                    .isInstanceOfSatisfying(
                            AgentException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.Configuration));
        }
    }

    @Test
    void credentialsAreForTheirHostOnly() throws Exception {
        Map<String, String> environment = new HashMap<>();
        RepositoryUrl url = RepositoryUrl.of("https://user:s%65cret@example.com:8443/x.git");
        Askpass.put(environment, url, folder.resolve("ask"));
        assertThat(ask(environment, "Username for 'https://example.com:8443': "))
                .isEqualTo("user");
        assertThat(ask(environment, "Password for 'https://user@example.com:8443': "))
                .isEqualTo("secret");
        for (String other : List.of(
                "Password for 'https://user@evil.example': ",
                "Password for 'https://user@example.com': ",
                "Password for 'https://example.com:8443@evil.example': ",
                "Password for 'https://evil.example/example.com:8443': ",
                "Enter passphrase for key '/home/ci/.ssh/id': ")) {
            assertThat(ask(environment, other)).as(other).isEmpty();
        }
    }

    private static String ask(Map<String, String> environment, String prompt) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(environment.get("GIT_ASKPASS"), prompt);
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
    }

    private Map<String, String> pathOfGitOnly() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String folderOfPath : System.getenv("PATH").split(":", -1)) {
            Path git = Path.of(folderOfPath, "git");
            if (Files.isExecutable(git) && !Files.exists(bin.resolve("git"))) {
                Files.createSymbolicLink(bin.resolve("git"), git);
            }
        }
        return Map.of("PATH", bin.toString());
    }

    private Path mirror() {
        return mirrors.unused().getFirst().folder();
    }

    private Checkout checkout(String url) {
        return git().checkout(request(url), newFolder());
    }

    private GitCheckout git() {
        return new GitCheckout(new ProcessRunner(), System.getenv(), true, mirrors);
    }

    private CheckoutRequest request(String url) {
        return new CheckoutRequest(UUID.randomUUID(), url, "main", new Cancellation(), log::add);
    }

    private Path newFolder() {
        try {
            return Files.createDirectories(
                    folder.resolve("work").resolve(UUID.randomUUID().toString()).resolve("src"));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
