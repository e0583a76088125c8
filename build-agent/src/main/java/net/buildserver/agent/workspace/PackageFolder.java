package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.buildserver.agent.disk.Kept;
import net.buildserver.agent.disk.KeptFolders;

/**
 * Unpacked NuGet packages, {@code id/version}. Which of them a running build needs is known to NuGet only, so that they must be given
 * up only while none runs.
 */
public final class PackageFolder implements KeptFolders {
    // NuGet writes this file last and looks at it first.
    private static final String MARK = ".nupkg.metadata";

    private final Path folder;
    /** Creates the kind; {@code folder} is where NuGet unpacks packages. */
    public PackageFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<Kept> unused() {
        List<Kept> packages = new ArrayList<>();
        try (Stream<Path> marks = Files.find(folder, 3, (path, _) -> path.endsWith(MARK))) {
            for (Path mark : marks.toList()) {
                packages.add(new Kept(mark.resolveSibling(""), lastUsed(mark)));
            }
        } catch (IOException unreadable) {
            return packages;
        }
        return packages;
    }

    @Override
    public Optional<Runnable> giveUp(Kept kept) {
        Path trash = folder.resolve(".trash-" + UUID.randomUUID());
        // Moved at once, deleted at leisure: a package is there as a whole or not at all.
        try {
            Files.move(kept.folder(), trash);
        } catch (IOException inUse) {
            return Optional.empty();
        }
        return Optional.of(() -> FileTrees.deleteQuietly(trash));
    }

    private static Instant lastUsed(Path mark) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(mark, BasicFileAttributes.class);
        Instant read = attributes.lastAccessTime().toInstant();
        Instant written = attributes.lastModifiedTime().toInstant();
        return read.isAfter(written) ? read : written;
    }
}
