package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import net.buildserver.agent.artifact.Digest;

/** Brings one commit into a mirror: nothing if it is there, that commit alone where the server gives it, else all there is. */
final class MirrorFetch {
    // Each fetch leaves a pack, and every look-up of an object asks all of them.
    private static final int MOST_PACKS = 40;

    private final Git git;
    private final RepositoryUrl url;
    private final boolean partial;

    /** Creates the fetch; a {@code partial} one leaves the content of files to the checkouts that need them. */
    MirrorFetch(Git git, RepositoryUrl url, boolean partial) {
        this.git = git;
        this.url = url;
        this.partial = partial;
    }

    /** Returns whether git takes the mirror for a repository. */
    boolean isRepository() {
        return git.run("rev-parse", "--is-bare-repository").isSuccess();
    }

    /** Creates the mirror. */
    void create() {
        git.require("cannot create the mirror of " + url.shown(), "init", "--quiet", "--bare");
        if (partial) {
            PartialClone.configure(git, url);
        }
    }

    /** Returns the commit's id; {@code wanted} is what the request calls it. */
    String bring(ResolvedRef ref, String wanted) {
        String known = ref.isAbbreviated() ? "" : commit(ref.id());
        if (!known.isEmpty()) {
            return known;
        }
        tidy();
        String what = "cannot fetch " + wanted + " from " + url.shown();
        String local = localName(ref);
        String[] single = command("--depth=1", "+" + ref.remoteName() + ":" + local);
        if (!ref.isCommit()) {
            git.require(what, single);
            return found(commit(local), wanted);
        }
        // Not every server gives out single commits, and none resolves a part of an id.
        if (ref.isAbbreviated() || !git.run(single).isSuccess()) {
            boolean shallow = Files.exists(git.directory().resolve("shallow"));
            git.require(
                    what,
                    command(
                            shallow ? "--unshallow" : "--no-auto-gc",
                            "+refs/heads/*:refs/remotes/origin/*",
                            "+refs/tags/*:refs/tags/*"));
        }
        return found(commit(ref.remoteName()), wanted);
    }

    /** Returns whether everything in the mirror is as git wants it. */
    boolean isSound() {
        return git.run("fsck", "--connectivity-only", "--no-dangling", "--no-progress")
                .isSuccess();
    }

    private String found(String commit, String wanted) {
        if (commit.isEmpty()) {
            throw RefResolver.missing(url, wanted);
        }
        return commit;
    }

    private String commit(String name) {
        GitResult result = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
        return result.isSuccess() ? result.firstLine() : "";
    }

    private void tidy() {
        int packs = 0;
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(git.directory().resolve("objects/pack"), "*.pack")) {
            for (Iterator<Path> each = files.iterator(); each.hasNext(); each.next()) {
                packs++;
            }
        } catch (IOException none) {
            return;
        }
        if (packs > MOST_PACKS) {
            // Failing is no harm: it is tried again with the next fetch.
            git.run("repack", "-a", "-d", "-q", "--keep-unreachable");
        }
    }

    // A name keeps the commit and tells the server, with the next fetch, what is there already.
    static String localName(ResolvedRef ref) {
        MessageDigest digest = Digest.sha256();
        digest.update(ref.remoteName().getBytes(StandardCharsets.UTF_8));
        return "refs/build-server/" + Digest.hex(digest).substring(0, 16);
    }

    private String[] command(String depth, String... refs) {
        List<String> command =
                new ArrayList<>(List.of("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--force", depth));
        if (partial) {
            command.add(PartialClone.FILTER);
        }
        command.add("--");
        command.add(partial ? PartialClone.REMOTE : url.shown());
        command.addAll(List.of(refs));
        return command.toArray(String[]::new);
    }
}
