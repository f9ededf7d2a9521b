package io.slipstream.persistence;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many rows as one array per column, in the order of the statement's parameters: {@code unnest(?, ?)} makes rows of them
 * again. One statement however many rows there are costs the driver and the server far less than a statement of as many
 * parameters.
 */
final class Columns<T> {

    private static final long NANOS_PER_MICRO = 1_000;

    private final PreparedStatement statement;
    private final List<T> rows;
    private int last;

    Columns(PreparedStatement statement, List<T> rows) {
        this(statement, rows, 0);
    }

    /** Behind this many parameters of another kind. */
    Columns(PreparedStatement statement, List<T> rows, int after) {
        this.statement = statement;
        this.rows = rows;
        this.last = after;
    }

    Columns<T> uuid(Function<T, UUID> value) throws SQLException {
        return array("uuid", rows.stream().map(value).toArray(UUID[]::new));
    }

    Columns<T> bytea(Function<T, byte[]> value) throws SQLException {
        return array("bytea", rows.stream().map(value).toArray(byte[][]::new));
    }

    Columns<T> text(Function<T, @Nullable String> value) throws SQLException {
        return array("text", rows.stream().map(value).toArray(String[]::new));
    }

    Columns<T> nullableBytea(Function<T, byte @Nullable []> value) throws SQLException {
        return array("bytea", rows.stream().map(value).toArray(byte[][]::new));
    }

    Columns<T> nullableText(Function<T, @Nullable String> value) throws SQLException {
        return array("text", rows.stream().map(value).toArray(String[]::new));
    }

    /** As text: the statement casts it. */
    Columns<T> numeric(Function<T, @Nullable BigDecimal> value) throws SQLException {
        return text(row -> {
            BigDecimal number = value.apply(row);
            return number == null ? null : number.toPlainString();
        });
    }

    Columns<T> bigint(Function<T, @Nullable Long> value) throws SQLException {
        return array("bigint", rows.stream().map(value).toArray(Long[]::new));
    }

    Columns<T> bool(Function<T, Boolean> value) throws SQLException {
        return array("boolean", rows.stream().map(value).toArray(Boolean[]::new));
    }

    /** From epoch nanoseconds to epoch microseconds, rounded as the driver does: the statement makes a time of them. */
    Columns<T> time(Function<T, @Nullable Long> epochNanos) throws SQLException {
        return bigint(row -> {
            Long nanos = epochNanos.apply(row);
            return nanos == null ? null : Math.floorDiv(nanos + NANOS_PER_MICRO / 2, NANOS_PER_MICRO);
        });
    }

    private Columns<T> array(String type, Object[] values) throws SQLException {
        statement.setArray(++last, statement.getConnection().createArrayOf(type, values));
        return this;
    }
}
