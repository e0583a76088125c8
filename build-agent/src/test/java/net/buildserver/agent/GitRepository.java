package net.buildserver.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A real git repository for tests. */
public final class GitRepository {
    private final Path folder;

    private GitRepository(Path folder) {
        this.folder = folder;
    }

    public static GitRepository create(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        GitRepository repository = new GitRepository(folder);
        repository.git("init", "--quiet", "--initial-branch=main");
        return repository;
    }

    public String url() {
        return "file://" + folder;
    }

    public Path folder() {
        return folder;
    }

    public GitRepository write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return this;
    }

    public String commit(String message) throws IOException, InterruptedException {
        git("add", "--all");
        git("commit", "--quiet", "--message", message);
        return git("rev-parse", "HEAD");
    }

    /** Commits {@code inner}, at its newest commit, as a submodule in {@code path}. */
    public void addSubmodule(GitRepository inner, String path) throws IOException, InterruptedException {
        git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.url(), path);
        commit("With submodule");
    }

    public String git(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"));
        for (String role : List.of("AUTHOR", "COMMITTER")) {
            builder.environment().put("GIT_" + role + "_NAME", "Test");
            builder.environment().put("GIT_" + role + "_EMAIL", "test@example.com");
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new AssertionError("git " + List.of(arguments) + ": " + output);
        }
        return output;
    }
}
