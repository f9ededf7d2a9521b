package io.slipstream.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one worker at a time work on a database: an advisory lock on a connection of its own, which PostgreSQL frees when the
 * connection or the process ends. Safe for several threads.
 */
public final class WorkerLock implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WorkerLock.class);

    /** Any two numbers that nobody else uses as a key: "SLIP", and the first lock of ours. */
    private static final int SPACE = 0x534C4950;

    private static final int KEY = 1;

    /** A worker that ended a moment ago may not be noticed yet. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(1);
    private static final int CHECK_PATIENCE_SECONDS = 2;

    private static final String HOLDERS = """
            SELECT a.pid, a.application_name, a.client_addr, a.backend_start
            FROM pg_locks l JOIN pg_stat_activity a USING (pid)
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND l.classid::BIGINT = ? AND l.objid::BIGINT = ?
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())""";

    private final Connector connector;
    private final boolean waits;
    private @Nullable Connection holding;
    private @Nullable String name;

    /**
     * A lock that nobody has asked for yet.
     *
     * @param connector opens connections that tell the server who this worker is by their application name
     * @param waits whether {@link #take} waits for another worker to end
     */
    public WorkerLock(Connector connector, boolean waits) {
        this.connector = connector;
        this.waits = waits;
    }

    /** Opens a connection that nobody else uses. */
    @FunctionalInterface
    public interface Connector {
        /** Opens it; the caller closes it. */
        Connection open() throws SQLException;
    }

    /** How a check found the lock. */
    public enum Standing {
        /** This worker has it. */
        HELD,
        /** The database does not answer: whose it is will be known when it does. */
        UNKNOWN,
        /** Another worker has it. */
        LOST
    }

    /**
     * Takes the lock; again and again is the same as once.
     *
     * @throws DatabaseTakenException if another worker has it and this one does not wait
     * @throws SQLException if the database cannot be used
     */
    public synchronized void take() throws SQLException {
        if (holding != null) {
            return;
        }
        long tries = 0;
        long inGrace = GRACE.dividedBy(PAUSE);
        long untilTold = TOLD_AGAIN.dividedBy(PAUSE);
        while (true) {
            Optional<String> holder = tryToTake();
            if (holder.isEmpty()) {
                return;
            }
            if (tries >= inGrace) {
                if (!waits) {
                    throw new DatabaseTakenException(holder.get());
                }
                if ((tries - inGrace) % untilTold == 0) {
                    log.warn("another worker uses this database: {}; waiting until it ends", holder.get());
                }
            }
            tries++;
            pause();
        }
    }

    /** Looks whether the lock is still held, and takes it back if it only got lost with its connection. */
    public synchronized Standing check() {
        Connection held = holding;
        try {
            if (held != null && held.isValid(CHECK_PATIENCE_SECONDS)) {
                return Standing.HELD;
            }
            release();
            Optional<String> holder = tryToTake();
            if (holder.isPresent()) {
                log.error(
                        "the connection that held this worker's lock broke, and another worker has it: {}",
                        holder.get());
                return Standing.LOST;
            }
            log.info("the connection that held this worker's lock broke; it is taken again");
            return Standing.HELD;
        } catch (SQLException e) {
            log.debug("the worker's lock cannot be looked at: {}", e.getMessage());
            return Standing.UNKNOWN;
        }
    }

    /** Gives the lock back at once. */
    @Override
    public synchronized void close() {
        release();
    }

    private void release() {
        Connection held = holding;
        holding = null;
        if (held == null) {
            return;
        }
        try (held;
                Statement statement = held.createStatement()) {
            boolean _ = statement.execute("SELECT pg_advisory_unlock_all()");
        } catch (SQLException e) {
            log.debug("the worker's lock goes with its connection: {}", e.getMessage());
        }
    }

    /** Returns who has the lock; empty if it is this worker now. */
    private Optional<String> tryToTake() throws SQLException {
        Connection connection = connector.open();
        boolean taken = false;
        try {
            taken = isFree(connection) || (endOwnGhost(connection) && isFree(connection));
            if (taken) {
                holding = connection;
                name = nameOf(connection);
                return Optional.empty();
            }
            return Optional.of(holder(connection));
        } finally {
            if (!taken) {
                connection.close();
            }
        }
    }

    private static boolean isFree(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?, ?)")) {
            statement.setInt(1, SPACE);
            statement.setInt(2, KEY);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** The server may not have noticed yet that a connection of this very worker is gone. */
    private boolean endOwnGhost(Connection connection) throws SQLException {
        if (name == null) {
            return false;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT bool_and(pg_terminate_backend(pid, 1000)) FROM (" + HOLDERS
                        + ") AS holder WHERE application_name = ?")) {
            statement.setInt(1, SPACE);
            statement.setInt(2, KEY);
            statement.setString(3, name);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private static String holder(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT format('%s from %s since %s (server process %s)', coalesce(application_name, 'unknown'),"
                        + " coalesce(host(client_addr), 'this machine'), to_char(backend_start AT TIME ZONE 'UTC',"
                        + " 'YYYY-MM-DD HH24:MI:SS \"UTC\"'), pid) FROM (" + HOLDERS + ") AS holder")) {
            statement.setInt(1, SPACE);
            statement.setInt(2, KEY);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() ? answer.getString(1) : "one that ends at this moment";
            }
        }
    }

    private static @Nullable String nameOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SELECT current_setting('application_name')")) {
            return answer.next() ? answer.getString(1) : null;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for another worker to end", e);
        }
    }
}
