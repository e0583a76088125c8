package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.buildserver.agent.artifact.Digest;
import net.buildserver.agent.failure.LocalIoException;

/** A folder that is kept for the next build of the same kind, and healed where it is broken. */
final class WarmWorkspace implements Workspace {
    // Everything that can change what a restore does.
    private static final Pattern RESTORE_INPUT = Pattern.compile("(?i).*\\.(\\w{1,5}proj|props|targets|slnx?|slnf|rsp)"
            + "|(?i)(.*/)?(packages\\.lock\\.json|packages\\.config|global\\.json|nuget\\.config|dotnet-tools\\.json)");

    private final Path folder;
    private final GitCheckout git;
    private final boolean forceClean;
    private final Runnable release;
    private WarmState state;

    WarmWorkspace(Path folder, GitCheckout git, boolean forceClean, Runnable release) {
        this.folder = folder;
        this.git = git;
        this.forceClean = forceClean;
        this.release = release;
        this.state = WarmStateFile.read(stateFile());
    }

    @Override
    public Checkout checkout(CheckoutRequest request) {
        boolean torn = state.building() || forceClean;
        try {
            if (Files.exists(source().resolve(".git"))) {
                Files.deleteIfExists(source().resolve(".git/index.lock"));
                Files.deleteIfExists(source().resolve(".git/shallow.lock"));
                try {
                    return clean(request, git.checkout(request, source().toRealPath()), torn);
                } catch (GitFailedException broken) {
                    request.cancellation().check();
                    request.log().accept("The warm workspace cannot be used and is made anew: " + broken.sentence());
                }
            }
            FileTrees.delete(folder);
            Files.createDirectories(source());
            remember(WarmState.EMPTY);
            return git.checkout(request, source().toRealPath());
        } catch (IOException cannotCreate) {
            throw new LocalIoException("cannot prepare the workspace", cannotCreate);
        }
    }

    private Checkout clean(CheckoutRequest request, Checkout checkout, boolean torn) {
        Git local = git.local(request, checkout.directory());
        if (torn) {
            local.require("cannot clean the workspace", "clean", "-ffdxq");
            remember(WarmState.EMPTY);
        } else {
            // Outputs stay even where the repository does not ignore them; everything else that is not in the commit
            // goes.
            local.require("cannot clean the workspace", "clean", "-ffdq", "-e", "bin/", "-e", "obj/");
            StaleOutputs.delete(checkout.directory());
        }
        return checkout;
    }

    @Override
    public boolean isWarm() {
        return !forceClean;
    }

    @Override
    public WarmState state() {
        return state;
    }

    @Override
    public void remember(WarmState fresh) {
        state = fresh;
        WarmStateFile.write(stateFile(), fresh);
    }

    @Override
    public Optional<List<Path>> changedSince(CheckoutRequest request, String commit) {
        Git local = git.local(request, source());
        GitResult diff =
                local.run("-c", "core.quotePath=false", "diff", "--name-only", "--no-renames", commit, "HEAD", "--");
        if (!diff.isSuccess() || diff.output().stream().anyMatch(line -> line.startsWith("\""))) {
            return Optional.empty();
        }
        try {
            Path root = source().toRealPath();
            return Optional.of(diff.output().stream().map(root::resolve).toList());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    @Override
    public String restoreInputs(CheckoutRequest request) {
        GitResult files = git.local(request, source()).run("ls-files", "--stage");
        if (!files.isSuccess()) {
            throw GitErrors.of("cannot list the files", files);
        }
        var digest = Digest.sha256();
        files.output().stream()
                .filter(line -> RESTORE_INPUT
                        .matcher(line.substring(line.indexOf('\t') + 1))
                        .matches())
                .forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return Digest.hex(digest);
    }

    @Override
    public void close() {
        release.run();
    }

    private Path source() {
        return folder.resolve("src");
    }

    private Path stateFile() {
        return folder.resolve("state.json");
    }
}
