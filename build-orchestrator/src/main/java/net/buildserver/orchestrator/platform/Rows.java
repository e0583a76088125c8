package net.buildserver.orchestrator.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient.MappedQuerySpec;

/** Reads rows as records. */
public final class Rows {
    private static final ClassValue<RecordRowMapper<?>> MAPPERS = new ClassValue<>() {
        @Override
        protected RecordRowMapper<?> computeValue(Class<?> type) {
            return new RecordRowMapper<>(type);
        }
    };

    private Rows() {}

    /** Returns what maps a row to a record, by the names of columns and components. */
    @SuppressWarnings("unchecked")
    public static <T> RowMapper<T> of(Class<T> type) {
        return (RowMapper<T>) MAPPERS.get(type);
    }

    /** Returns a column's time. */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return RecordRowMapper.instant(row, row.findColumn(column));
    }

    /** Returns the rows in their order, of a query that maps none to null, which the type of {@code JdbcClient} leaves open. */
    public static <T> List<T> list(MappedQuerySpec<@Nullable T> query) {
        // Not query.stream(), which holds its connection until it is closed.
        return query.list().stream().map(Rows::present).toList();
    }

    private static <T> T present(@Nullable T row) {
        return Objects.requireNonNull(row, "A row was mapped to null.");
    }
}
