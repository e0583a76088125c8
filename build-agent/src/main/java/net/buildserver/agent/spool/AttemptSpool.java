package net.buildserver.agent.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.log.LogDigest;
import net.buildserver.agent.workspace.FileTrees;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.FinishReport;

/**
 * What an attempt has to tell, kept on disk until the server has it: the log, numbered reports and the result. A spool that was
 * damaged is not believed: the attempt counts as interrupted, and the server runs its task again.
 */
public final class AttemptSpool {
    private static final String RECORDS = "events.spool";
    private static final String LOG = "build.log";

    private final UUID attemptId;
    private final Path folder;
    private final SpooledEvents events;

    private AttemptSpool(UUID attemptId, Path folder, SpooledEvents events) {
        this.attemptId = attemptId;
        this.folder = folder;
        this.events = events;
    }

    /** Creates the spool of a new attempt below {@code root}. */
    public static AttemptSpool create(Path root, UUID attemptId) {
        Path folder = root.resolve(attemptId.toString());
        try {
            Files.createDirectories(folder);
            return new AttemptSpool(attemptId, folder, SpooledEvents.open(folder.resolve(RECORDS)));
        } catch (IOException cannotCreate) {
            throw new LocalIoException("cannot create the spool", cannotCreate);
        }
    }

    /** Returns the spools that an earlier process left below {@code root}. */
    public static List<AttemptSpool> leftBelow(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> folder.getFileName().toString().matches("[0-9a-f-]{36}"))
                    .flatMap(folder -> left(root, folder).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read the spool", unreadable);
        }
    }

    // What cannot even be opened holds nothing to deliver, and must not keep the agent from starting.
    private static Optional<AttemptSpool> left(Path root, Path folder) {
        try {
            return Optional.of(create(root, UUID.fromString(folder.getFileName().toString())));
        } catch (LocalIoException | IllegalArgumentException unusable) {
            FileTrees.deleteQuietly(folder);
            return Optional.empty();
        }
    }

    /** Returns how many bytes lie below {@code root}. */
    public static long bytesBelow(Path root) {
        if (!Files.isDirectory(root)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.mapToLong(AttemptSpool::size).sum();
        } catch (IOException | UncheckedIOException changing) {
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Returns the attempt. */
    public UUID attemptId() {
        return attemptId;
    }

    /** Returns the file of the log. */
    public Path log() {
        return folder.resolve(LOG);
    }

    /** Returns whether the disk did not take everything; what it did not take is kept in memory. */
    public boolean isDiskFull() {
        return events.isDiskFull();
    }

    /** Keeps a report; it is there as a whole or not at all. */
    public void put(AttemptReport report) {
        events.put(report);
    }

    /** Returns the report with this number, if it is kept. */
    public Optional<AttemptReport> report(long sequence) {
        return events.report(sequence);
    }

    /** Lets go of a report that the server has. */
    public void deleteReport(long sequence) {
        events.delete(sequence);
    }

    /** Returns the number of the oldest report that is kept, or nothing. */
    public Optional<Long> firstReport() {
        return events.firstReport();
    }

    /** Keeps the result, after the log and every report. */
    public void put(FinishReport finish) {
        events.put(finish);
    }

    /** Returns the result, if the attempt got as far as having one and nothing of the spool was damaged. */
    public Optional<FinishReport> finish() {
        return events.finish().filter(this::isLogWhole);
    }

    /** Returns whether anything in it is not as it was written. */
    public boolean isDamaged() {
        return events.isDamaged() || !events.finish().map(this::isLogWhole).orElse(true);
    }

    /** Forgets the attempt. */
    public void delete() {
        // The result goes first: a spool without one is not delivered again.
        events.close();
        try {
            Files.deleteIfExists(folder.resolve(RECORDS));
        } catch (IOException stays) {
            throw new LocalIoException("cannot delete from the spool", stays);
        }
        FileTrees.deleteQuietly(folder);
    }

    private boolean isLogWhole(FinishReport finish) {
        String expected = finish.logSha256();
        try {
            return size(log()) == finish.logBytes()
                    && (expected == null || LogDigest.of(log()).equals(expected));
        } catch (NoSuchFileException missing) {
            return finish.logBytes() == 0;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
