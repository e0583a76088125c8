package net.buildserver.api.standalone.guide;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** A Git repository made of the sample's folder, so that the first build clones like any other. */
final class SampleRepository {
    private static final Set<String> NOT_SOURCE = Set.of("bin", "obj", ".git");
    private static final String BRANCH = "main";

    private SampleRepository() {}

    /** Puts the sample into a repository at {@code target}, committing only what changed since the last time. */
    static URI prepare(Path sample, Path target) throws IOException {
        Files.createDirectories(target);
        try (Git git = Git.init()
                .setDirectory(target.toFile())
                .setInitialBranch(BRANCH)
                .call()) {
            copy(sample, target);
            git.add().addFilepattern(".").call();
            if (!git.status().call().isClean()) {
                PersonIdent author = new PersonIdent("Quickstart", "quickstart@example.com");
                git.commit()
                        .setMessage("The sample")
                        .setAuthor(author)
                        .setCommitter(author)
                        .setSign(false)
                        .call();
            }
        } catch (GitAPIException cannotCommit) {
            throw new IOException("The sample's repository cannot be made: " + cannotCommit.getMessage(), cannotCommit);
        }
        return target.toUri();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (NOT_SOURCE.contains(String.valueOf(folder.getFileName()))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
