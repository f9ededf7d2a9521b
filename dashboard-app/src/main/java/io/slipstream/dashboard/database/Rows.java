package io.slipstream.dashboard.database;

import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient.MappedQuerySpec;

/** The rows of a query whose mapper gives an object for each of them. */
public final class Rows {

    private Rows() {}

    /** All rows; JdbcClient's own list allows a null for each. */
    public static <T> List<T> all(MappedQuerySpec<T> query) {
        return query.list().stream().<T>map(Objects::requireNonNull).toList();
    }
}
