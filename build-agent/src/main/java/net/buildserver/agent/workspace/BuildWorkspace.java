package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import net.buildserver.agent.failure.LocalIoException;
import org.jspecify.annotations.Nullable;

/**
 * A folder for the tasks of one build that this agent is given, one after the other: what one put in place, the next finds there.
 * Everything else that is not in the commit goes between two of them.
 */
final class BuildWorkspace implements Workspace {
    private final Path folder;
    private final GitCheckout git;
    private final Optional<Checkout> earlier;
    private final Consumer<Optional<Checkout>> release;
    private @Nullable Checkout checkout;

    /**
     * Creates the workspace in {@code folder}.
     *
     * @param earlier what an earlier task of the same build checked out there
     * @param release gets what the next task of the build may use, if anything
     */
    BuildWorkspace(Path folder, GitCheckout git, Optional<Checkout> earlier, Consumer<Optional<Checkout>> release) {
        this.folder = folder;
        this.git = git;
        this.earlier = earlier;
        this.release = release;
    }

    @Override
    public Checkout checkout(CheckoutRequest request) {
        Checkout made = earlier.filter(before -> before.commit().equals(request.gitRef()))
                .flatMap(before -> again(request, before))
                .orElseGet(() -> anew(request));
        checkout = made;
        return made;
    }

    private Optional<Checkout> again(CheckoutRequest request, Checkout before) {
        try {
            git.again(request, before);
            // Restore products and outputs stay; what they must hold is known by digest.
            git.local(request, before.directory())
                    .require("cannot clean the workspace", "clean", "-ffdxq", "-e", "bin/", "-e", "obj/");
            return Optional.of(before);
        } catch (GitFailedException broken) {
            request.cancellation().check();
            request.log()
                    .accept("The workspace of an earlier task cannot be used and is made anew: " + broken.sentence());
            return Optional.empty();
        }
    }

    private Checkout anew(CheckoutRequest request) {
        try {
            FileTrees.delete(folder);
            Path source = Files.createDirectories(folder.resolve("src")).toRealPath();
            return git.checkout(request, source);
        } catch (IOException cannotCreate) {
            throw new LocalIoException("cannot create the workspace", cannotCreate);
        }
    }

    @Override
    public void close() {
        if (checkout == null) {
            FileTrees.deleteQuietly(folder);
        }
        release.accept(Optional.ofNullable(checkout));
    }
}
