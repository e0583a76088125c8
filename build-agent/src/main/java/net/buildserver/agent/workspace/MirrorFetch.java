package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Iterator;
import net.buildserver.agent.artifact.Digest;

/** Brings one commit into a mirror: nothing if it is there, that commit alone where the server gives it, else all there is. */
final class MirrorFetch {
    // Each fetch leaves a pack, and every look-up of an object asks all of them.
    private static final int MOST_PACKS = 40;

    private final Git git;
    private final RepositoryUrl url;

    MirrorFetch(Git git, RepositoryUrl url) {
        this.git = git;
        this.url = url;
    }

    /** Returns whether git takes the mirror for a repository. */
    boolean isRepository() {
        return git.run("rev-parse", "--is-bare-repository").isSuccess();
    }

    /** Creates the mirror. */
    void create() {
        git.require("cannot create the mirror of " + url.shown(), "init", "--quiet", "--bare");
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
    private static String localName(ResolvedRef ref) {
        MessageDigest digest = Digest.sha256();
        digest.update(ref.remoteName().getBytes(StandardCharsets.UTF_8));
        return "refs/build-server/" + Digest.hex(digest).substring(0, 16);
    }

    private String[] command(String depth, String... refs) {
        String[] options = {
            "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--force", depth, "--", url.shown()
        };
        String[] command = new String[options.length + refs.length];
        System.arraycopy(options, 0, command, 0, options.length);
        System.arraycopy(refs, 0, command, options.length, refs.length);
        return command;
    }
}
