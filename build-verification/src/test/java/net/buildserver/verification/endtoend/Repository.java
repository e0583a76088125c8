package net.buildserver.verification.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.revwalk.RevCommit;

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
            return new Repository(folder, commit(git, "Test", "Everything").getName());
        } catch (GitAPIException e) {
            throw new AssertionError(e);
        }
    }

    /** Commits another content of a file on {@code main}. */
    void change(String path, String text) {
        change(path, text, "Test", "Change");
    }

    /** Commits another content of a file, or a new file, on the branch that is checked out. */
    void change(String path, String text, String author, String message) {
        try (var git = Git.open(folder.toFile())) {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), text);
            git.add().addFilepattern(path).call();
            commit(git, author, message);
        } catch (IOException | GitAPIException e) {
            throw new AssertionError(e);
        }
    }

    /** Checks out a branch, which begins at the commit that is checked out now unless it is there already. */
    void branch(String name) {
        try (var git = Git.open(folder.toFile())) {
            var isThere = git.getRepository().findRef("refs/heads/" + name) != null;
            git.checkout().setName(name).setCreateBranch(!isThere).call();
        } catch (IOException | GitAPIException e) {
            throw new AssertionError(e);
        }
    }

    private static RevCommit commit(Git git, String author, String message) throws GitAPIException {
        var address = author.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.com";
        return git.commit()
                .setMessage(message)
                .setAuthor(author, address)
                .setCommitter(author, address)
                .setSign(false)
                .call();
    }

    URI url() {
        return folder.toUri();
    }
}
