package net.buildserver.agent.workspace;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import net.buildserver.agent.artifact.Digest;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.protocol.TaskAssignment;

/** Hands out workspaces: a fresh one per attempt, or for Incremental builds the warm one of their kind. */
public final class Workspaces {
    private final Path fresh;
    private final Path warm;
    private final GitCheckout git;
    private final Set<String> inUse = new HashSet<>();

    /** Creates the workspaces below {@code workDir}. */
    public Workspaces(Path workDir, GitCheckout git) {
        // Short names: compilers and sockets have limits on the length of paths.
        this.fresh = workDir.resolve("ws");
        this.warm = workDir.resolve("warm");
        this.git = git;
    }

    /** Deletes what an agent that was ended by force left of fresh workspaces. */
    public void deleteLeftovers() {
        FileTrees.deleteQuietly(fresh);
    }

    /** Returns the workspace for an attempt; closing it gives it back. */
    public Workspace acquire(TaskAssignment assignment) {
        if (assignment.strategy() == BuildStrategyType.Cached) {
            // Some outputs hold the folder that they were built in; in the same one they can be used again.
            String name = free("c" + digest(assignment.job().repositoryUrl()));
            return new FreshWorkspace(fresh.resolve(name), git, () -> release(name));
        }
        if (assignment.strategy() != BuildStrategyType.Incremental) {
            String name = assignment.attemptId().toString().replace("-", "").substring(0, 12);
            return new FreshWorkspace(fresh.resolve(name), git, () -> {});
        }
        String name = free(key(assignment.job()));
        return new WarmWorkspace(warm.resolve(name), git, assignment.forceClean(), () -> release(name));
    }

    // Two slots never share a folder: the second build of a kind gets a second warm one.
    private synchronized String free(String key) {
        String name = key;
        for (int i = 2; !inUse.add(name); i++) {
            name = key + "-" + i;
        }
        return name;
    }

    private synchronized void release(String name) {
        inUse.remove(name);
    }

    private static String digest(String text) {
        MessageDigest digest = Digest.sha256();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return Digest.hex(digest).substring(0, 11);
    }

    // MSBuild does not notice that a property changed, so that each set of properties has a folder of its own.
    private static String key(BuildJobDescriptor job) {
        MessageDigest digest = Digest.sha256();
        for (Object part : new Object[] {
            job.repositoryUrl(),
            job.gitRef(),
            job.solutionPath(),
            job.configuration(),
            job.platform(),
            job.targetFramework(),
            job.runtimeIdentifier(),
            new TreeMap<>(job.buildProperties())
        }) {
            digest.update((part + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return Digest.hex(digest).substring(0, 12);
    }
}
