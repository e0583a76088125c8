package net.buildserver.agent.attempt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.server.Json;
import net.buildserver.agent.workspace.FileTrees;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.FinishReport;
import tools.jackson.core.JacksonException;

/** What an attempt has to tell, kept on disk until the server has it: the log, numbered reports and the result. */
public final class AttemptSpool {
    private final UUID attemptId;
    private final Path folder;

    private AttemptSpool(UUID attemptId, Path folder) {
        this.attemptId = attemptId;
        this.folder = folder;
    }

    /** Creates the spool of a new attempt below {@code root}. */
    static AttemptSpool create(Path root, UUID attemptId) {
        AttemptSpool spool = new AttemptSpool(attemptId, root.resolve(attemptId.toString()));
        try {
            Files.createDirectories(spool.folder);
        } catch (IOException cannotCreate) {
            throw new LocalIoException("cannot create the spool", cannotCreate);
        }
        return spool;
    }

    /** Returns the spools that an earlier process left below {@code root}. */
    public static List<AttemptSpool> leftBelow(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> folder.getFileName().toString().matches("[0-9a-f-]{36}"))
                    .map(folder -> new AttemptSpool(
                            UUID.fromString(folder.getFileName().toString()), folder))
                    .toList();
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read the spool", unreadable);
        }
    }

    /** Returns the attempt. */
    public UUID attemptId() {
        return attemptId;
    }

    Path log() {
        return folder.resolve("build.log");
    }

    /** Keeps a report; it is there as a whole or not at all. */
    void put(AttemptReport report) {
        write(reportFile(report.sequence()), report);
    }

    Optional<AttemptReport> report(long sequence) {
        return read(reportFile(sequence), AttemptReport.class);
    }

    void deleteReport(long sequence) {
        try {
            Files.deleteIfExists(reportFile(sequence));
        } catch (IOException stays) {
            throw new LocalIoException("cannot delete from the spool", stays);
        }
    }

    /** Returns the number of the oldest report that is kept, or nothing. */
    Optional<Long> firstReport() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("report-\\d+\\.json"))
                    .map(name -> Long.valueOf(name.replaceAll("\\D", "")))
                    .min(Comparator.naturalOrder());
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read the spool", unreadable);
        }
    }

    /** Keeps the result. */
    void put(FinishReport finish) {
        write(folder.resolve("finish.json"), finish);
    }

    /** Returns the result, if the attempt got as far as having one. */
    public Optional<FinishReport> finish() {
        return read(folder.resolve("finish.json"), FinishReport.class);
    }

    /** Forgets the attempt. */
    public void delete() {
        // The result goes first: a spool without one is not delivered again.
        try {
            Files.deleteIfExists(folder.resolve("finish.json"));
        } catch (IOException stays) {
            throw new LocalIoException("cannot delete from the spool", stays);
        }
        FileTrees.deleteQuietly(folder);
    }

    private Path reportFile(long sequence) {
        return folder.resolve("report-" + sequence + ".json");
    }

    private static void write(Path file, Object content) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(fresh, Json.MAPPER.writeValueAsBytes(content));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException cannotWrite) {
            throw new LocalIoException("cannot write the spool", cannotWrite);
        }
    }

    private static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Files.exists(file) ? Optional.of(Json.MAPPER.readValue(file, type)) : Optional.empty();
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
