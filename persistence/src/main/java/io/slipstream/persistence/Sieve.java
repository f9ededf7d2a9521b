package io.slipstream.persistence;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Stores what can be stored of a list: what is refused is tried in halves and halves again, until the one row is found that is
 * to blame. Runs in the caller's transaction, which outlives refusals by savepoints.
 */
final class Sieve {

    private static final String SAVEPOINT = "part";

    private final JdbcTemplate jdbc;

    Sieve(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes rows in their order.
     *
     * @param write writes some of them, or throws
     * @param refused takes the rows that the database refuses, each with the reason
     */
    <T> void store(List<? extends T> rows, Consumer<List<? extends T>> write, BiConsumer<T, WriteFailure> refused) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.execute("SAVEPOINT " + SAVEPOINT);
        try {
            write.accept(rows);
            jdbc.execute("RELEASE SAVEPOINT " + SAVEPOINT);
            return;
        } catch (RuntimeException e) {
            WriteFailure why = WriteFailure.of(e);
            if (why.remedy() != WriteFailure.Remedy.REFUSED) {
                throw e;
            }
            jdbc.execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
            jdbc.execute("RELEASE SAVEPOINT " + SAVEPOINT);
            if (rows.size() == 1) {
                refused.accept(rows.getFirst(), why);
                return;
            }
        }
        int middle = rows.size() / 2;
        store(rows.subList(0, middle), write, refused);
        store(rows.subList(middle, rows.size()), write, refused);
    }
}
