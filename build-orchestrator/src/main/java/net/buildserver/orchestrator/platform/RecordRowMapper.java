package net.buildserver.orchestrator.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;

/**
 * Maps a row to a record by the names of its components. PostgreSQL's driver knows no {@code Instant}: it throws, whereupon Spring asks
 * for the driver's own type and converts that, which costs an exception for each time in each row. Here it is asked for a type it knows.
 */
final class RecordRowMapper<T> extends DataClassRowMapper<T> {
    RecordRowMapper(Class<T> type) {
        super(type);
    }

    @Override
    protected @Nullable Object getColumnValue(ResultSet row, int column, Class<?> type) throws SQLException {
        return type == Instant.class ? instant(row, column) : super.getColumnValue(row, column, type);
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
