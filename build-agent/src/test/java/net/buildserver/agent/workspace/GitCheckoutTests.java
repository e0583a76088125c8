package net.buildserver.agent.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import net.buildserver.agent.GitRepository;
import net.buildserver.agent.failure.AgentException;
import net.buildserver.agent.process.ProcessRunner;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.domain.build.FailureKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real git on real repositories. */
class GitCheckoutTests {
    @TempDir
    private Path folder;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private GitRepository repository;
    private String first;
    private String second;

    @BeforeEach
    void createRepository() throws IOException, InterruptedException {
        repository = GitRepository.create(folder.resolve("a repository"));
        first = repository.write("a.txt", "1").commit("First");
        repository.git("tag", "v1");
        repository.git("tag", "--annotate", "--message", "Second", "v1-annotated");
        second = repository.write("a.txt", "2").commit("Second");
        repository.git("branch", "feature/x", first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1-annotated", "refs/tags/v1-annotated", "feature/x", "refs/heads/feature/x"})
    void tagsAndBranchesAreFound(String ref) {
        assertThat(checkout(ref).commit()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "HEAD", "refs/heads/main"})
    void newestCommitIsFound(String ref) throws IOException {
        Checkout checkout = checkout(ref);
        assertThat(checkout.commit()).isEqualTo(second);
        assertThat(checkout.directory().resolve("a.txt")).hasContent("2");
        assertThat(Files.exists(checkout.directory().resolve(".git/shallow"))).isTrue();
    }

    @Test
    void commitsAreFoundInFullAndAbbreviated() {
        assertThat(checkout(first).commit()).isEqualTo(first);
        assertThat(checkout(first.substring(0, 7)).commit()).isEqualTo(first);
        assertThat(checkout(first.substring(0, 9).toUpperCase(Locale.ROOT)).commit())
                .isEqualTo(first);
    }

    @Test
    void missingRefIsNamedWithoutCredentials() {
        assertThatThrownBy(() -> checkout("nope"))
                .hasMessage("branch, tag or commit 'nope' does not exist in "
                        + RepositoryUrl.of(url()).shown());
        assertThatThrownBy(() -> checkout("refs/heads/nope")).hasMessageStartingWith("branch 'nope' does not exist");
        assertThatThrownBy(() -> checkout("0123456789abcdef0123456789abcdef01234567"))
                .isInstanceOf(GitFailedException.class);
    }

    @Test
    void missingRepositoryIsTheRequestsFault() {
        assertThatThrownBy(() -> checkout("file://" + folder.resolve("nothing"), "main"))
                .isInstanceOfSatisfying(
                        AgentException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.Configuration));
    }

    @Test
    void gitItselfRefusesForbiddenTransports() {
        GitCheckout strict = new GitCheckout(new ProcessRunner(), System.getenv(), false, mirrors());
        for (String url : List.of(url(), "ext::sh -c touch% " + folder.resolve("pwned"), "fd::17")) {
            assertThatThrownBy(() -> strict.checkout(request(url, "main"), newFolder()))
                    .isInstanceOf(GitFailedException.class);
        }
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    @Test
    void hooksOfTheRepositoryDoNotRun() throws IOException {
        Path directory = newFolder();
        git().checkout(request(url(), "v1"), directory);
        Path hook = directory.resolve(".git/hooks/post-checkout");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\ntouch " + folder.resolve("hooked") + "\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        git().checkout(request(url(), "main"), directory);
        assertThat(folder.resolve("hooked")).doesNotExist();
    }

    @Test
    void credentialsStayOutOfConfigurationAndArguments() throws IOException {
        RepositoryUrl url = RepositoryUrl.of("https://user:p4ssw0rd@example.com/x.git");
        assertThat(url.shown()).isEqualTo("https://example.com/x.git");
        Map<String, String> environment =
                new GitEnvironment(System.getenv(), false).of(UUID.randomUUID(), url, newFolder());
        assertThat(environment.entrySet().stream()
                        .filter(variable -> variable.getValue().contains("p4ssw0rd"))
                        .map(Map.Entry::getKey))
                .containsExactly("BUILD_SERVER_GIT_PASSWORD");
        assertThat(environment)
                .containsEntry("GIT_ALLOW_PROTOCOL", "https:http:ssh:git")
                .containsEntry("GIT_TERMINAL_PROMPT", "0");
    }

    @Test
    void oneSlashFileUrlMeansTheLocalPath() {
        assertThat(RepositoryUrl.of("file:/srv/x.git").full()).isEqualTo("file:///srv/x.git");
    }

    private String url() {
        return "file://" + folder.resolve("a%20repository");
    }

    private Checkout checkout(String ref) {
        return checkout(url(), ref);
    }

    private Checkout checkout(String url, String ref) {
        return git().checkout(request(url, ref), newFolder());
    }

    private GitCheckout git() {
        return new GitCheckout(new ProcessRunner(), System.getenv(), true, mirrors());
    }

    private GitMirrors mirrors() {
        return new GitMirrors(folder.resolve("git"), InstantSource.system());
    }

    private CheckoutRequest request(String url, String ref) {
        return new CheckoutRequest(UUID.randomUUID(), url, ref, new Cancellation(), log::add);
    }

    private Path newFolder() {
        try {
            return Files.createDirectories(
                    folder.resolve("work").resolve(UUID.randomUUID().toString()));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
