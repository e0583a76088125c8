package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import net.buildserver.agent.artifact.Digest;
import net.buildserver.agent.disk.Kept;
import net.buildserver.agent.disk.KeptFolders;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.protocol.TaskAssignment;

/**
 * Hands out workspaces: a fresh one per attempt, for Incremental builds the warm one of their kind, which is kept, and for tasks of a
 * Distributed build the one that an earlier task of the same build had here.
 */
public final class Workspaces implements KeptFolders {
    private final Path fresh;
    private final Path warm;
    private final GitCheckout git;
    private final String root;
    private final TemporaryFolders temporary;
    private final InstantSource clock;
    private final Set<String> inUse = new HashSet<>();
    private final Map<String, Left> left = new HashMap<>();

    /** What a task of a build left for the next one. */
    private record Left(UUID build, Checkout checkout, Instant since) {}

    /**
     * Creates the workspaces below {@code workDir}.
     *
     * @param root where builds see their workspace, or an empty text if each sees it where it lies; outputs may hold it
     */
    public Workspaces(Path workDir, GitCheckout git, String root, InstantSource clock) {
        // Short names: compilers and sockets have limits on the length of paths.
        this.fresh = workDir.resolve("ws");
        this.warm = workDir.resolve("warm");
        this.git = git;
        this.root = root;
        this.clock = clock;
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
            case Cached, Canary -> fresh("c" + digest(assignment.job().repositoryUrl()));
            case Distributed ->
                ofBuild(assignment, "c" + digest(assignment.job().repositoryUrl()));
            case Incremental -> {
                String name = free(key(assignment.job()));
                yield new WarmWorkspace(warm.resolve(name), git, assignment.forceClean(), () -> release(name));
            }
        };
    }

    private Workspace ofBuild(TaskAssignment assignment, String key) {
        UUID build = assignment.executionId();
        String name;
        Optional<Checkout> earlier;
        synchronized (this) {
            name = left.entrySet().stream()
                    .filter(entry -> entry.getValue().build().equals(build))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseGet(() -> free(key));
            inUse.add(name);
            earlier = Optional.ofNullable(left.remove(name))
                    .filter(entry -> entry.build().equals(build))
                    .map(Left::checkout);
        }
        return new BuildWorkspace(fresh.resolve(name), git, earlier, checkout -> leave(name, build, checkout));
    }

    private synchronized void leave(String name, UUID build, Optional<Checkout> checkout) {
        checkout.ifPresent(made -> left.put(name, new Left(build, made, clock.instant())));
        release(name);
    }

    private Workspace fresh(String key) {
        String name;
        synchronized (this) {
            name = free(key);
            left.remove(name);
        }
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

    /** Deletes what tasks of builds left that have had no other task here for {@code unused}. */
    public void forget(Duration unused) {
        Instant before = clock.instant().minus(unused);
        List<Kept> old =
                left().stream().filter(kept -> kept.lastUsed().isBefore(before)).toList();
        for (Kept kept : old) {
            giveUp(kept).ifPresent(Runnable::run);
        }
    }

    private synchronized List<Kept> left() {
        return left.entrySet().stream()
                .map(entry ->
                        new Kept(fresh.resolve(entry.getKey()), entry.getValue().since()))
                .toList();
    }

    @Override
    public List<Kept> unused() {
        List<Kept> kept = new ArrayList<>(left());
        if (!Files.isDirectory(warm)) {
            return kept;
        }
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
            left.remove(name);
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
