package io.slipstream.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.slipstream.benchmarks.wire.Wallets;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.Effect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many fills a second the journal stores for good, beside COPY of the same rows into the same tables. The database is
 * PostgreSQL with its own defaults for durability; rounds of all ways take turns, each begins with empty tables.
 */
public final class IngestionRun {

    static final int LEADERS = 300;

    private static final int FILLS = 60_000;
    private static final int FILLS_A_TRANSACTION = 500;
    private static final int ROUNDS = 5;
    private static final String TABLES = "leader_fill, leader_fill_key, leader_fill_raw, polygon_cursor";

    private final Path directory;
    private final PrintStream out;

    /** Keeps the database in a directory for the time of the run. */
    public IngestionRun(Path directory, PrintStream out) {
        this.directory = directory;
        this.out = out;
    }

    private interface Way {
        void store() throws SQLException;
    }

    /** Runs and reports. */
    public void run() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(directory)
                        .setCleanDataDirectory(true)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .start();
                HikariDataSource database = connect(postgres)) {
            Flyway.configure().dataSource(database).load().migrate();
            measure(database);
        }
    }

    private void measure(HikariDataSource database) throws IOException, SQLException {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        Instant now = Instant.now();
        jdbc.queryForObject("SELECT ensure_partitions(?, 1)", Integer.class, Timestamp.from(now));
        List<Address> leaders = Wallets.first(LEADERS);
        Map<Address, UUID> ids = new HashMap<>();
        for (int i = 0; i < LEADERS; i++) {
            ids.put(leaders.get(i), Wallets.id(i));
            jdbc.update(
                    "INSERT INTO leader (id, address, created_at) VALUES (?, ?, ?)",
                    Wallets.id(i),
                    leaders.get(i).hex(),
                    Timestamp.from(now));
        }
        List<List<LeaderFill>> parts = parts(SampleFills.of(FILLS, leaders, now));
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        Journal journal = new Journal(jdbc, new JsonMapper());
        List<List<Effect.Fact>> once = parts.stream()
                .map(part -> SampleFills.movingOnce(part, leaders))
                .toList();
        List<List<Effect.Fact>> always =
                parts.stream().map(SampleFills::movingAlways).toList();
        List<CopyTarget> copies = new ArrayList<>();
        for (List<LeaderFill> part : parts) {
            copies.add(CopyTarget.of(part));
        }
        CopyTarget whole = CopyTarget.of(parts.stream().flatMap(List::stream).toList());
        CursorWriter cursors = new CursorWriter(jdbc);
        Map<String, Way> ways = new java.util.LinkedHashMap<>();
        ways.put("journal, 500 fills and then everybody's cursor in a transaction", () -> {
            for (List<Effect.Fact> facts : once) {
                transaction.executeWithoutResult(_ -> journal.write(facts, ids));
            }
        });
        ways.put("journal, a cursor's move behind each of 500 fills in a transaction", () -> {
            for (List<Effect.Fact> facts : always) {
                transaction.executeWithoutResult(_ -> journal.write(facts, ids));
            }
        });
        ways.put("COPY BINARY, 500 fills and then everybody's cursor in a transaction", () -> {
            for (int i = 0; i < copies.size(); i++) {
                int part = i;
                transaction.executeWithoutResult(_ -> {
                    jdbc.execute((Connection connection) -> {
                        copies.get(part).copy(connection);
                        return true;
                    });
                    if (once.get(part).getLast() instanceof Effect.CursorsMoved moved) {
                        cursors.move(moved);
                    }
                });
            }
        });
        ways.put(
                "COPY BINARY, all fills in one transaction, no cursors",
                () -> transaction.executeWithoutResult(_ -> jdbc.execute((Connection connection) -> {
                    whole.copy(connection);
                    return true;
                })));
        report(jdbc, ways);
    }

    private void report(JdbcTemplate jdbc, Map<String, Way> ways) throws SQLException {
        out.println("PostgreSQL " + setting(jdbc, "server_version") + ", fsync " + setting(jdbc, "fsync")
                + ", synchronous_commit " + setting(jdbc, "synchronous_commit") + ", full_page_writes "
                + setting(jdbc, "full_page_writes") + ", shared_buffers " + setting(jdbc, "shared_buffers"));
        Map<String, double[]> rates = new HashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                jdbc.execute("TRUNCATE " + TABLES + " CASCADE");
                jdbc.execute("CHECKPOINT");
                long start = System.nanoTime();
                way.getValue().store();
                double rate = FILLS * 1e9 / (System.nanoTime() - start);
                check(jdbc);
                if (round > 0) { // the first warms up
                    rates.computeIfAbsent(way.getKey(), _ -> new double[ROUNDS])[round - 1] = rate;
                }
            }
        }
        double[] medians = ways.keySet().stream()
                .mapToDouble(way -> median(rates.getOrDefault(way, new double[ROUNDS])))
                .toArray();
        out.println("| way | fills/s, median of " + ROUNDS
                + " | least | most | of COPY in the same transactions | of COPY at once |");
        out.println("|---|---|---|---|---|---|");
        int row = 0;
        for (String way : ways.keySet()) {
            double[] sorted = Arrays.stream(rates.getOrDefault(way, new double[ROUNDS]))
                    .sorted()
                    .toArray();
            out.printf(
                    "| %s | %.0f | %.0f | %.0f | %.2f | %.2f |%n",
                    way,
                    medians[row],
                    sorted[0],
                    sorted[ROUNDS - 1],
                    medians[row] / medians[2],
                    medians[row] / medians[3]);
            row++;
        }
    }

    private static void check(JdbcTemplate jdbc) {
        for (String table : List.of("leader_fill", "leader_fill_raw", "leader_fill_key")) {
            Integer rows = jdbc.queryForObject("SELECT count(*) FROM " + table, Integer.class);
            if (rows == null || rows != FILLS) {
                throw new IllegalStateException(rows + " rows in " + table + ", not " + FILLS);
            }
        }
    }

    private static List<List<LeaderFill>> parts(List<LeaderFill> fills) {
        return IntStream.range(0, FILLS / FILLS_A_TRANSACTION)
                .mapToObj(part -> fills.subList(part * FILLS_A_TRANSACTION, (part + 1) * FILLS_A_TRANSACTION))
                .toList();
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static String setting(JdbcTemplate jdbc, String name) {
        return String.valueOf(jdbc.queryForObject("SHOW " + name, String.class));
    }

    private static HikariDataSource connect(EmbeddedPostgres postgres) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
        config.setMaximumPoolSize(2);
        config.addDataSourceProperty("reWriteBatchedInserts", "true"); // as the worker connects
        return new HikariDataSource(config);
    }
}
