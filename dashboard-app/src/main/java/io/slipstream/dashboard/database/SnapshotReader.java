package io.slipstream.dashboard.database;

import io.slipstream.dashboard.database.DatabaseOutage.Kind;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs a page's queries in one read-only snapshot, so that its figures agree with each other, and answers with the
 * outage instead of throwing when the database is what fails. It remembers since when.
 */
@Component
public class SnapshotReader {

    private static final Logger log = LoggerFactory.getLogger(SnapshotReader.class);

    private final TransactionTemplate snapshot;
    private final Clock clock;
    private final Map<String, DatabaseOutage> outages = new HashMap<>();

    SnapshotReader(PlatformTransactionManager transactions, Clock clock) {
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.clock = clock;
    }

    /**
     * Reads, or says why that is not possible now. A fault that is not the database's own, such as a malformed query,
     * is thrown on.
     *
     * @param what what is read, as the log names it; each has an outage of its own, for a slow query can be cut off
     *     while a quick one is answered
     * @param queries what to run in the snapshot
     */
    public <T> Reading<T> read(String what, Supplier<T> queries) {
        try {
            T value = snapshot.execute(status -> queries.get());
            recovered(what);
            return new Reading.Available<>(value);
        } catch (DataAccessException | TransactionException e) {
            Kind kind = kindOf(e).orElseThrow(() -> e);
            return new Reading.Unavailable<>(remember(what, kind, e));
        }
    }

    private synchronized DatabaseOutage remember(String what, Kind kind, Exception cause) {
        DatabaseOutage known = outages.get(what);
        if (known != null && known.kind() == kind) {
            return known;
        }
        log.warn("No {}, retrying. {}: {}", what, kind.headline(), rootMessage(cause));
        DatabaseOutage begun = new DatabaseOutage(kind, clock.instant());
        outages.put(what, begun);
        return begun;
    }

    private synchronized void recovered(String what) {
        DatabaseOutage over = outages.remove(what);
        if (over != null) {
            log.info("The {} is back; away since {} ({})", what, over.since(), over.kind());
        }
    }

    private static Optional<Kind> kindOf(RuntimeException e) {
        if (e instanceof QueryTimeoutException) {
            return Optional.of(Kind.OVERLOADED);
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                Optional<Kind> kind = kindOf(sql.getSQLState());
                if (kind.isPresent()) {
                    return kind;
                }
            }
        }
        // the pool gave up waiting, or the transaction could not even begin
        return e instanceof TransactionException ? Optional.of(Kind.UNREACHABLE) : Optional.empty();
    }

    /** PostgreSQL's error codes (its manual, appendix A), by class and where needed by code. */
    private static Optional<Kind> kindOf(@Nullable String state) {
        if (state == null || state.length() != 5) {
            return Optional.empty();
        }
        return switch (state) {
            // undefined table, column, function, schema
            case "42P01", "42703", "42883", "3F000" -> Optional.of(Kind.SCHEMA_MISSING);
            // unknown database, insufficient privilege
            case "3D000", "42501" -> Optional.of(Kind.REFUSED);
            // query cancelled by statement_timeout
            case "57014" -> Optional.of(Kind.OVERLOADED);
            default ->
                switch (state.substring(0, 2)) {
                    case "28" -> Optional.of(Kind.REFUSED);
                    // connection, resources (too many connections), operator intervention (shutting down), system
                    case "08", "53", "57", "58" -> Optional.of(Kind.UNREACHABLE);
                    default -> Optional.empty();
                };
        };
    }

    private static @Nullable String rootMessage(Exception e) {
        return NestedExceptionUtils.getMostSpecificCause(e).getMessage();
    }
}
