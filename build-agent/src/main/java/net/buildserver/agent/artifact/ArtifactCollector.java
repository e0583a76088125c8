package net.buildserver.agent.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.domain.artifact.ArtifactRules;

/** Collects the files of one attempt that are to be uploaded. */
public final class ArtifactCollector {
    /** More files than that are rather a folder that was named by mistake; their names alone would fill half of the agent's heap. */
    private static final int MOST = 120_000;

    private final UnaryOperator<String> redaction;
    private final List<ArtifactFile> files = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();
    private int uploaded;

    /** Creates a collector; {@code redaction} takes secrets out of paths. */
    public ArtifactCollector(UnaryOperator<String> redaction) {
        this.redaction = redaction;
    }

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
        try {
            Files.createDirectories(archive.getParent());
            DeterministicZip.write(folder, archive);
            put(path, archive, Files.size(archive), Digest.of(archive));
        } catch (IOException cannotPack) {
            throw new LocalIoException("cannot pack " + path, cannotPack);
        }
    }

    private void put(String path, Path file, long size, String sha256) {
        String shown = free(redaction.apply(path));
        Optional<String> problem = ArtifactRules.pathProblem(shown);
        if (problem.isPresent()) {
            throw BuildFailedException.userCode("the artifact path '" + shown + "' " + problem.get());
        }
        if (files.size() == MOST) {
            throw BuildFailedException.userCode("the build has more than " + MOST
                    + " artifacts; name fewer files in the patterns, or pack folders into an archive");
        }
        paths.add(shown);
        files.add(new ArtifactFile(UUID.randomUUID(), shown, file, size, sha256));
    }

    // Names can become equal when secrets are taken out of them; no file is dropped for that.
    private String free(String path) {
        String free = path;
        for (int number = 2; paths.contains(free); number++) {
            free = path + "-" + number;
        }
        return free;
    }

    /** Returns what was collected and not said to be uploaded. */
    public List<ArtifactFile> files() {
        return List.copyOf(files.subList(uploaded, files.size()));
    }

    /** Says that everything collected so far is uploaded. */
    public void uploaded() {
        uploaded = files.size();
    }

    /** Returns the size of all files that are not uploaded yet, in bytes. */
    public long totalBytes() {
        return files().stream().mapToLong(ArtifactFile::size).sum();
    }
}
