package io.slipstream.persistence;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Brings the schema up to date, as the only worker where the application has a lock for that, waiting for a PostgreSQL that is not there yet. Each try says what is wrong and what to
 * set; the pause between tries grows to ten seconds, with jitter; after the patience is over the start fails.
 */
class DatabaseGate implements FlywayMigrationStrategy {

    private static final Logger log = LoggerFactory.getLogger(DatabaseGate.class);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final String url;
    private final Duration patience;
    private final ObjectProvider<WorkerLock> lock;
    private final Clock clock = Clock.systemUTC();
    private final RandomGenerator jitter = RandomGenerator.getDefault();

    DatabaseGate(
            @Value("${spring.datasource.url:(the default data source)}") String url,
            @Value("${slipstream.database.patience:30m}") Duration patience,
            ObjectProvider<WorkerLock> lock) {
        this.url = url;
        this.patience = patience;
        this.lock = lock;
    }

    @Override
    public void migrate(Flyway flyway) {
        Instant giveUpAt = clock.instant().plus(patience);
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                takeLock();
                flyway.migrate();
                return;
            } catch (FlywayException | DataAccessResourceFailureException e) {
                if (!isUnreachable(e) || clock.instant().isAfter(giveUpAt)) {
                    throw e;
                }
                log.warn(
                        "PostgreSQL at {} cannot be used yet: {}. Trying again for at most {} s; if it should be elsewhere, set"
                                + " SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.",
                        url.replaceAll("(?i)(password=)[^&]*", "$1…"),
                        rootMessage(e),
                        Duration.between(clock.instant(), giveUpAt).toSeconds());
                pauseFor(pause / 2 + jitter.nextLong(pause));
                pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    /** A schema changes under nobody: the lock comes first. */
    private void takeLock() {
        WorkerLock only = lock.getIfAvailable();
        if (only == null) {
            return;
        }
        try {
            only.take();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the lock of the one worker cannot be taken", e);
        }
    }

    /** SQL states of class 08 (connection) and 57 (starting up, shutting down), or no SQL state at all (pool timeout). */
    private static boolean isUnreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                if (state == null || state.startsWith("08") || state.startsWith("57")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }

    private static void pauseFor(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
        }
    }
}
