package net.buildserver.orchestrator.platform;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.MappedQuerySpec;

/** Reads all rows of a query that maps none to null, which the type of {@code JdbcClient} leaves open. */
public final class Rows {
    private Rows() {}

    /** Returns the rows in their order. */
    public static <T> List<T> list(MappedQuerySpec<@Nullable T> query) {
        // Not query.stream(), which holds its connection until it is closed.
        return query.list().stream().map(Rows::present).toList();
    }

    private static <T> T present(@Nullable T row) {
        return Objects.requireNonNull(row, "A row was mapped to null.");
    }
}
