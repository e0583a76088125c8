package net.buildserver.verification.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/**
 * A git repository in a folder, with everything in it committed on {@code main}.
 *
 * @param folder its work tree
 * @param commit id of the last commit
 */
record Repository(Path folder, String commit) {

    /** Writes {@code files} (path to text) into {@code folder} and commits them. */
    static Repository of(Path folder, Map<String, String> files) {
        try {
            for (var file : files.entrySet()) {
                var path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return commit(folder);
    }

    /** Copies a solution, without what builds left in it, and commits the copy. */
    static Repository copyOf(Path solution, Path folder) {
        try (var files = Files.walk(solution)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var relative = solution.relativize(file);
                if (relative.toString().matches("(.*/)?(bin|obj)/.*")) {
                    continue;
                }
                var target = folder.resolve(relative);
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return commit(folder);
    }

    private static Repository commit(Path folder) {
        try (var git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call()) {
            git.add().addFilepattern(".").call();
            var commit = git.commit()
                    .setMessage("Everything")
                    .setAuthor("Test", "test@example.com")
                    .setCommitter("Test", "test@example.com")
                    .setSign(false)
                    .call();
            return new Repository(folder, commit.getName());
        } catch (GitAPIException e) {
            throw new AssertionError(e);
        }
    }

    /** Commits another content of a file on {@code main}. */
    void change(String path, String text) {
        try (var git = Git.open(folder.toFile())) {
            Files.writeString(folder.resolve(path), text);
            git.commit()
                    .setAll(true)
                    .setMessage("Change")
                    .setAuthor("Test", "test@example.com")
                    .setCommitter("Test", "test@example.com")
                    .setSign(false)
                    .call();
        } catch (IOException | GitAPIException e) {
            throw new AssertionError(e);
        }
    }

    URI url() {
        return folder.toUri();
    }
}
