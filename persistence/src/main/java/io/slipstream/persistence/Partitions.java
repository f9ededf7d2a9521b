package io.slipstream.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the months of the partitioned tables ahead of time, each table and month in a transaction of its own. A month that
 * cannot be made now is no failure: the default partition takes its rows, and the next round moves them.
 */
public class Partitions {

    private static final Logger log = LoggerFactory.getLogger(Partitions.class);

    /** Tables that others refer to come before those. */
    private static final List<String> TABLES =
            List.of("leader_fill", "trade", "execution_attempt", "execution_fill", "leader_fill_raw", "equity_point");

    /** Lock not available, deadlock, serialization failure. */
    private static final Set<String> BUSY_STATES = Set.of("55P03", "40P01", "40001");

    private static final int MONTHS_AHEAD = 2;
    private static final int TRIES = 3;
    /** A round waits for locks no longer than this many times {@link #LOCK_PATIENCE}. */
    private static final int MOST_REFUSALS = 10;

    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(2);
    private static final long PAUSE_MILLIS = 500;
    /** Moving a month that was missed may take longer than the pool allows a statement. */
    private static final Duration MOVE_PATIENCE = Duration.ofMinutes(5);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final RandomGenerator jitter;
    private final Pause pause;

    @Autowired
    Partitions(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this(jdbc, transactions, RandomGenerator.getDefault(), Thread::sleep);
    }

    Partitions(JdbcTemplate jdbc, PlatformTransactionManager transactions, RandomGenerator jitter, Pause pause) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.jitter = jitter;
        this.pause = pause;
    }

    /** How the time between two tries passes. */
    @FunctionalInterface
    interface Pause {
        void pass(long millis) throws InterruptedException;
    }

    private record Missing(String table, YearMonth month) {
        @Override
        public String toString() {
            return table + " " + month;
        }
    }

    private enum Outcome {
        DONE,
        /** Somebody uses the table: it may be free in a moment. */
        BUSY,
        /** Trying again at once would not help. */
        REFUSED
    }

    /**
     * Makes the partitions of this month and the next two, and moves rows of theirs out of the default partitions. Never
     * throws for what the database says.
     *
     * @return how many months of tables are left for the next round
     */
    public int ensure(Instant now) {
        YearMonth first = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        List<Missing> open = new ArrayList<>(IntStream.rangeClosed(0, MONTHS_AHEAD)
                .boxed()
                .flatMap(ahead -> TABLES.stream().map(table -> new Missing(table, first.plusMonths(ahead))))
                .toList());
        List<Missing> left = new ArrayList<>();
        int refusals = 0;
        for (int tries = 1; tries <= TRIES && !open.isEmpty(); tries++) {
            List<Missing> busy = new ArrayList<>();
            for (Missing each : open) {
                Outcome outcome = refusals < MOST_REFUSALS ? make(each) : Outcome.REFUSED;
                if (outcome != Outcome.DONE) {
                    refusals++;
                    (outcome == Outcome.BUSY && tries < TRIES ? busy : left).add(each);
                }
            }
            open = busy;
            if (!open.isEmpty() && !paused()) {
                break;
            }
        }
        left.addAll(open);
        if (!left.isEmpty()) {
            log.warn(
                    "partitions not made: {}; their rows stand in the default partitions until the next round moves them",
                    left);
        }
        return left.size();
    }

    private Outcome make(Missing missing) {
        try {
            boolean made = Boolean.TRUE.equals(transaction.execute(_ -> patiently(missing)));
            if (made) {
                log.info("made the partition of {}", missing);
            }
            return Outcome.DONE;
        } catch (DataAccessException | TransactionException e) {
            if (isBusy(e)) {
                log.debug("the partition of {} waits for others: {}", missing, e.getMessage());
                return Outcome.BUSY;
            }
            log.warn(
                    "the partition of {} was refused: {}",
                    missing,
                    NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            return Outcome.REFUSED;
        }
    }

    private static boolean isBusy(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException sql
                && BUSY_STATES.contains(String.valueOf(sql.getSQLState()));
    }

    private boolean patiently(Missing missing) {
        return Boolean.TRUE.equals(jdbc.execute((ConnectionCallback<Boolean>) connection -> {
            int before = connection.getNetworkTimeout();
            Executor here = Runnable::run;
            connection.setNetworkTimeout(
                    here, (int) MOVE_PATIENCE.plusSeconds(10).toMillis());
            try {
                return make(connection, missing);
            } finally {
                if (!connection.isClosed()) {
                    connection.setNetworkTimeout(here, before);
                }
            }
        }));
    }

    private static boolean make(Connection connection, Missing missing) throws SQLException {
        try (Statement limits = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement("SELECT make_partition(?, ?)")) {
            boolean _ = limits.execute("SET LOCAL lock_timeout = " + LOCK_PATIENCE.toMillis());
            boolean _ = limits.execute("SET LOCAL statement_timeout = " + MOVE_PATIENCE.toMillis());
            statement.setString(1, missing.table());
            statement.setObject(2, missing.month().atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC));
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** Returns whether the pause is over; false if this thread shall end. */
    private boolean paused() {
        try {
            pause.pass(PAUSE_MILLIS / 2 + jitter.nextLong(PAUSE_MILLIS));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
