package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import net.buildserver.agent.failure.LocalIoException;

/** Submodules of a checkout, at the commits that it names; transports are those that are allowed for repositories. */
final class Submodules {
    private final Git git;
    private final RepositoryUrl url;

    Submodules(Git git, RepositoryUrl url) {
        this.git = git;
        this.url = url;
    }

    void update() {
        if (!Files.isRegularFile(git.directory().resolve(".gitmodules"))) {
            return;
        }
        deleteTheirGit();
        String what = "cannot fetch the submodules of " + url.shown();
        git.require(what, "submodule", "--quiet", "sync", "--recursive");
        git.require(
                what, "submodule", "--quiet", "update", "--init", "--recursive", "--force", "--depth=1", "--jobs=4");
        // What an earlier build left in them; the checkout's own clean-up does not go into other repositories.
        git.require(what, "submodule", "--quiet", "foreach", "--recursive", "git clean -ffdq -e bin/ -e obj/");
    }

    // In a checkout that is kept: a build could have written there which programs git is to run.
    private void deleteTheirGit() {
        try {
            Files.walkFileTree(git.directory(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                        throws IOException {
                    return deleteIfGit(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    deleteIfGit(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException stays) {
            throw new LocalIoException("cannot delete what git kept of submodules", stays);
        }
    }

    // Some file systems take .GIT for the same; the checkout's own was made just now.
    private boolean deleteIfGit(Path path) throws IOException {
        boolean named = String.valueOf(path.getFileName()).equalsIgnoreCase(".git");
        if (named && !path.equals(git.directory().resolve(".git"))) {
            FileTrees.delete(path);
        }
        return named;
    }
}
