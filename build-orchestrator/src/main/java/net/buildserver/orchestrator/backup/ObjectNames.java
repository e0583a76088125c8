package net.buildserver.orchestrator.backup;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The names of the objects that rows speak of, kept in a file since there may be millions. A listing of the store would not do:
 * stores that are folders may leave out some of what is there while others write.
 */
final class ObjectNames {
    private static final int FETCH = 1000;
    private static final String NAMED = """
            select object_key from artifacts where committed_at is not null
            union all select object_key from log_archives
            union all select object_key from cache_packs where stored_at is not null""";

    private final JdbcTemplate rows;
    private final Path file;

    ObjectNames(JdbcTemplate template, Path file) {
        this.rows = new JdbcTemplate(Objects.requireNonNull(template.getDataSource()));
        this.rows.setFetchSize(FETCH);
        this.file = file;
    }

    /** Writes the names that the transaction at hand sees. */
    void write() throws IOException {
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            rows.query(NAMED, row -> {
                try {
                    lines.write(row.getString(1));
                    lines.newLine();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
    }

    /** Hands over the names that were written last. */
    void forEach(Consumer<String> taker) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(taker);
        }
    }
}
