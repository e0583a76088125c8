package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.buildserver.agent.artifact.Digest;
import net.buildserver.agent.disk.Kept;
import net.buildserver.agent.disk.KeptFolders;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.protocol.TaskAssignment;

/** Hands out workspaces: a fresh one per attempt, or for Incremental builds the warm one of their kind, which is kept. */
public final class Workspaces implements KeptFolders {
    private final Path fresh;
    private final Path warm;
    private final GitCheckout git;
    private final String root;
    private final TemporaryFolders temporary;
    private final Set<String> inUse = new HashSet<>();

    /**
     * Creates the workspaces below {@code workDir}.
     *
     * @param root where builds see their workspace, or an empty text if each sees it where it lies; outputs may hold it
     */
    public Workspaces(Path workDir, GitCheckout git, String root) {
        // Short names: compilers and sockets have limits on the length of paths.
        this.fresh = workDir.resolve("ws");
        this.warm = workDir.resolve("warm");
        this.git = git;
        this.root = root;
        this.temporary = TemporaryFolders.of(workDir);
    }

    /** Deletes what an agent that was ended by force left of fresh workspaces and temporary folders. */
    public void deleteLeftovers() {
        FileTrees.deleteQuietly(fresh);
        temporary.deleteLeftovers();
    }

    /** Creates a short private folder for the temporary files of an attempt, which deletes it. */
    public Path createTemporary() {
        return temporary.create();
    }

    /** Returns the workspace for an attempt; closing it gives it back. */
    public Workspace acquire(TaskAssignment assignment) {
        return switch (assignment.strategy()) {
            case Clean ->
                fresh(assignment.attemptId().toString().replace("-", "").substring(0, 12));
            // Some outputs hold the folder that they were built in; in the same one they can be used again.
            case Cached, Distributed, Canary ->
                fresh("c" + digest(assignment.job().repositoryUrl()));
            case Incremental -> {
                String name = free(key(assignment.job()));
                yield new WarmWorkspace(warm.resolve(name), git, assignment.forceClean(), () -> release(name));
            }
        };
    }

    private Workspace fresh(String key) {
        String name = free(key);
        return new FreshWorkspace(fresh.resolve(name), git, () -> release(name));
    }

    // Two slots never share a folder: the second build of a kind gets a second warm one.
    private synchronized String free(String key) {
        String name = key;
        for (int i = 2; !inUse.add(name); i++) {
            name = key + "-" + i;
        }
        return name;
    }

    /** Returns {@code kind} restricted to times at which no build runs; none begins while one of its folders is given up. */
    public KeptFolders whileIdle(KeptFolders kind) {
        return new KeptFolders() {
            @Override
            public List<Kept> unused() {
                return kind.unused();
            }

            @Override
            public Optional<Runnable> giveUp(Kept kept) {
                synchronized (Workspaces.this) {
                    return inUse.isEmpty() ? kind.giveUp(kept) : Optional.empty();
                }
            }
        };
    }

    @Override
    public List<Kept> unused() {
        if (!Files.isDirectory(warm)) {
            return List.of();
        }
        List<Kept> kept = new ArrayList<>();
        try (Stream<Path> folders = Files.list(warm)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                kept.add(new Kept(folder, WarmWorkspace.lastUsed(folder)));
            }
        } catch (IOException unreadable) {
            return kept;
        }
        synchronized (this) {
            kept.removeIf(one -> inUse.contains(String.valueOf(one.folder().getFileName())));
        }
        return kept;
    }

    @Override
    public Optional<Runnable> giveUp(Kept kept) {
        String name = String.valueOf(kept.folder().getFileName());
        synchronized (this) {
            if (!inUse.add(name)) {
                return Optional.empty();
            }
        }
        return Optional.of(() -> {
            try {
                FileTrees.deleteQuietly(kept.folder());
            } finally {
                release(name);
            }
        });
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
    private String key(BuildJobDescriptor job) {
        MessageDigest digest = Digest.sha256();
        for (Object part : new Object[] {
            root,
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
