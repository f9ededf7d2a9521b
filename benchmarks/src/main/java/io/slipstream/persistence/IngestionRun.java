package io.slipstream.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.slipstream.benchmarks.wire.Wallets;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How many fills a second the journal stores for good, beside COPY of the same rows into the same tables. The database is
 * PostgreSQL with its own defaults for durability; rounds of all ways take turns, each begins with empty tables.
 */
public final class IngestionRun {

    static final int LEADERS = 300;

    private static final int FILLS = 30_000;
    private static final int ROUNDS = 5;
    private static final List<String> FILL_TABLES = List.of("leader_fill", "leader_fill_key", "leader_fill_raw");
    private static final List<String> SETTINGS =
            List.of("server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers");

    private final Path directory;
    private final PrintStream out;

    /** Keeps the database in a directory for the time of the run. */
    public IngestionRun(Path directory, PrintStream out) {
        this.directory = directory;
        this.out = out;
    }

    /** Runs and reports. */
    public void run() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(directory)
                        .setCleanDataDirectory(true)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .start();
                HikariDataSource database = connect(postgres)) {
            Flyway.configure().dataSource(database).load().migrate();
            JdbcTemplate jdbc = new JdbcTemplate(database);
            for (String setting : SETTINGS) {
                out.printf("%s %s%n", setting, jdbc.queryForObject("SHOW " + setting, String.class));
            }
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
            List<LeaderFill> fills = SampleFills.of(FILLS, leaders, now);
            measure(jdbc, new IngestionWays(database, fills, leaders, ids).all());
        }
    }

    private void measure(JdbcTemplate jdbc, List<IngestionWays.Way> ways) {
        double[][] rates = new double[ways.size()][ROUNDS];
        for (int round = 0; round <= ROUNDS; round++) {
            for (int way = 0; way < ways.size(); way++) {
                double rate = rate(jdbc, ways.get(way));
                if (round > 0) { // the first warms up
                    rates[way][round - 1] = rate;
                }
            }
        }
        for (double[] each : rates) {
            Arrays.sort(each);
        }
        out.println("| way | fills/s, median of " + ROUNDS
                + " | least | most | of COPY in such transactions | of COPY at once |");
        out.println("|---|---|---|---|---|---|");
        for (int way = 0; way < ways.size(); way++) {
            double median = rates[way][ROUNDS / 2];
            out.printf(
                    "| %s | %.0f | %.0f | %.0f | %.2f | %.2f |%n",
                    ways.get(way).name(),
                    median,
                    rates[way][0],
                    rates[way][ROUNDS - 1],
                    median / rates[ways.size() - 2][ROUNDS / 2],
                    median / rates[ways.size() - 1][ROUNDS / 2]);
        }
    }

    private static double rate(JdbcTemplate jdbc, IngestionWays.Way way) {
        jdbc.execute("TRUNCATE " + String.join(", ", FILL_TABLES) + ", polygon_cursor CASCADE");
        jdbc.execute("CHECKPOINT");
        long start = System.nanoTime();
        way.work().run();
        double rate = way.fills() * 1e9 / (System.nanoTime() - start);
        for (String table : FILL_TABLES) {
            Integer rows = jdbc.queryForObject("SELECT count(*) FROM " + table, Integer.class);
            if (rows == null || rows != way.fills()) {
                throw new IllegalStateException(rows + " rows in " + table + ", not " + way.fills());
            }
        }
        return rate;
    }

    private static HikariDataSource connect(EmbeddedPostgres postgres) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
        config.setMaximumPoolSize(2);
        config.addDataSourceProperty("reWriteBatchedInserts", "true"); // as the worker connects
        return new HikariDataSource(config);
    }
}
