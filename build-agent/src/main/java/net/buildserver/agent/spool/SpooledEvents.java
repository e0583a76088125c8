package net.buildserver.agent.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.server.Json;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.FinishReport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reports and result of one attempt in a {@link RecordFile}. What the disk does not take stays in memory, in its order, and is
 * written as soon as the disk takes it: a full disk costs the safety against a restart, never the result.
 */
final class SpooledEvents {
    private static final byte REPORT = 1;
    private static final byte FINISH = 2;

    private final RecordFile file;
    private final TreeMap<Long, Kept> reports = new TreeMap<>();
    private @Nullable FinishReport finish;
    private boolean diskFull;
    private boolean damaged;

    /** A report on disk, or in memory while the disk does not take it. */
    private record Kept(
            RecordFile.@Nullable Entry entry, @Nullable AttemptReport report) {}

    private SpooledEvents(RecordFile file) {
        this.file = file;
    }

    static SpooledEvents open(Path path) throws IOException {
        SpooledEvents events = new SpooledEvents(RecordFile.open(path));
        events.load();
        return events;
    }

    private synchronized void load() throws IOException {
        for (RecordFile.Entry entry : file.scan()) {
            try {
                if (entry.kind() == REPORT) {
                    reports.put(read(entry, AttemptReport.class).sequence(), new Kept(entry, null));
                } else if (entry.kind() == FINISH) {
                    finish = read(entry, FinishReport.class);
                }
            } catch (JacksonException unreadable) {
                damaged = true;
            }
        }
        if (file.isDamaged() || damaged) {
            damaged = true;
            finish = null;
        }
    }

    synchronized boolean isDamaged() {
        return damaged;
    }

    synchronized boolean isDiskFull() {
        return diskFull;
    }

    synchronized void put(AttemptReport report) {
        reports.put(report.sequence(), new Kept(null, report));
        save();
    }

    /** The result is on disk only after all reports, lest a restarted agent delivers a result with holes before it. */
    synchronized void put(FinishReport result) {
        finish = result;
        if (save()) {
            try {
                file.append(FINISH, Json.MAPPER.writeValueAsBytes(result));
                file.force();
            } catch (IOException full) {
                diskFull = true;
            }
        }
    }

    private boolean save() {
        for (var kept : reports.entrySet()) {
            AttemptReport report = kept.getValue().report();
            if (report != null) {
                try {
                    RecordFile.Entry entry = file.append(REPORT, Json.MAPPER.writeValueAsBytes(report));
                    kept.setValue(new Kept(entry, null));
                } catch (IOException full) {
                    diskFull = true;
                    return false;
                }
            }
        }
        diskFull = false;
        return true;
    }

    synchronized Optional<AttemptReport> report(long sequence) {
        Kept kept = reports.get(sequence);
        if (kept == null) {
            return Optional.empty();
        }
        RecordFile.Entry entry = kept.entry();
        try {
            return entry == null ? Optional.ofNullable(kept.report()) : Optional.of(read(entry, AttemptReport.class));
        } catch (IOException | JacksonException unreadable) {
            throw new LocalIoException("cannot read the spool", new IOException(unreadable));
        }
    }

    synchronized Optional<Long> firstReport() {
        return reports.isEmpty() ? Optional.empty() : Optional.of(reports.firstKey());
    }

    /** Lets go of a report. When none is left, the file begins anew, so that a long build's spool does not grow. */
    synchronized void delete(long sequence) {
        reports.remove(sequence);
        if (reports.isEmpty() && finish == null) {
            try {
                file.clear();
            } catch (IOException stays) {
                // What stays is sent again after a restart, which changes nothing.
            }
        }
    }

    synchronized Optional<FinishReport> finish() {
        return Optional.ofNullable(finish);
    }

    synchronized void close() {
        try {
            file.close();
        } catch (IOException cannotClose) {
            throw new LocalIoException("cannot close the spool", cannotClose);
        }
    }

    private <T> T read(RecordFile.Entry entry, Class<T> type) throws IOException {
        return Json.MAPPER.readValue(file.read(entry), type);
    }
}
