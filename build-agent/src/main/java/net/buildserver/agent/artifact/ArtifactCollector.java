package net.buildserver.agent.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.domain.artifact.ArtifactRules;

/** Collects the files of one attempt that are to be uploaded. */
public final class ArtifactCollector {
    private final List<ArtifactFile> files = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();

    /**
     * Adds a file that the build left somewhere below {@code root}.
     *
     * @throws BuildFailedException if it is a symbolic link that leads out of {@code root}, or no path for an artifact
     */
    public void add(String path, Path file, Path root) {
        try {
            Path real = file.toRealPath();
            if (!real.startsWith(root.toRealPath())) {
                throw BuildFailedException.userCode(
                        "the artifact " + path + " is a link that leads out of the workspace");
            }
            put(path, real, Files.size(real), Digest.of(real));
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read the artifact " + path, unreadable);
        }
    }

    /** Packs everything below {@code folder} into {@code archive} and adds that. */
    public void addZip(String path, Path folder, Path archive) {
        MessageDigest digest = Digest.sha256();
        try {
            Files.createDirectories(archive.getParent());
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(archive), digest)) {
                DeterministicZip.write(folder, out);
            }
            put(path, archive, Files.size(archive), Digest.hex(digest));
        } catch (IOException cannotPack) {
            throw new LocalIoException("cannot pack " + path, cannotPack);
        }
    }

    private void put(String path, Path file, long size, String sha256) {
        Optional<String> problem = ArtifactRules.pathProblem(path);
        if (problem.isPresent()) {
            throw BuildFailedException.userCode("the artifact path '" + path + "' " + problem.get());
        }
        if (paths.add(path)) {
            files.add(new ArtifactFile(UUID.randomUUID(), path, file, size, sha256));
        }
    }

    /** Returns what was collected. */
    public List<ArtifactFile> files() {
        return List.copyOf(files);
    }

    /** Returns the size of all files together, in bytes. */
    public long totalBytes() {
        return files.stream().mapToLong(ArtifactFile::size).sum();
    }
}
