package io.slipstream.launcher.standin;

import static java.util.Comparator.comparingInt;

import io.slipstream.launcher.summary.FillFacts;
import io.slipstream.launcher.summary.SimClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Stores what the simulator's truth says, with the real schema, and as badly as its arguments ask for. Decides to copy
 * every even fill.
 */
public final class StandInWorker {

    private static final UUID[] LEADER_IDS = {new UUID(0, 1), new UUID(0, 2)};

    private final Connection database;

    private StandInWorker(Connection database) {
        this.database = database;
    }

    /** Arguments: {@code faulty} to break every promise a little, {@code dies} to end by itself once a file is there, {@code dies-once} to note that first and live on when started again. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = Arrays.asList(arguments);
        try (Connection database = DriverManager.getConnection(
                System.getenv("SPRING_DATASOURCE_URL"),
                System.getenv("SPRING_DATASOURCE_USERNAME"),
                System.getenv("SPRING_DATASOURCE_PASSWORD"))) {
            // one transaction has one now(): the latencies are exactly those written here
            database.setAutoCommit(false);
            StandInWorker worker = new StandInWorker(database);
            if (worker.isFirstStart()) {
                worker.makeSchema();
                worker.store(
                        new SimClient(URI.create(System.getenv("GAMMA_URL").replace("/gamma", "/"))).fillsUpTo(90),
                        words.contains("faulty"));
            }
            worker.run("INSERT INTO equity_point VALUES (now(), 990, 12, 1002.5, 1, 1.5, 0.25, 0)");
            database.commit();
        }
        AtomicInteger healthAnswers = new AtomicInteger();
        System.out.println("following " + System.getenv("LEADERS") + " from block " + System.getenv("START_BLOCK"));
        new StandInServer(Integer.parseInt(System.getenv("SERVER_PORT")))
                .on(
                        "/actuator/health",
                        // feeds connect after the process answers
                        _ -> healthAnswers.getAndIncrement() == 0
                                ? "{\"status\":\"DOWN\",\"components\":{\"clob\":{\"status\":\"DOWN\"}}}"
                                : "{\"status\":\"UP\"}")
                .start();
        Path died = Path.of(words.isEmpty() ? "died" : words.getLast() + ".died");
        if (words.contains("dies-once") && Files.exists(died)) {
            Files.createFile(Path.of(words.getLast() + ".again"));
        } else if (words.contains("dies") || words.contains("dies-once")) {
            Path asked = Path.of(words.getLast());
            while (!Files.exists(asked)) {
                Thread.onSpinWait();
            }
            if (words.contains("dies-once")) {
                Files.createFile(died);
            }
            System.out.println("the disk is full");
            System.exit(9);
        }
    }

    private boolean isFirstStart() throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT to_regclass('leader') IS NULL")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private void makeSchema() throws IOException, SQLException {
        Path root = Path.of(System.getProperty("slipstream.root"));
        try (Stream<Path> migrations = Files.list(root.resolve("persistence/src/main/resources/db/migration"))) {
            for (Path migration :
                    migrations.sorted(comparingInt(StandInWorker::version)).toList()) {
                run(Files.readString(migration));
            }
        }
        for (int i = 0; i < LEADER_IDS.length; i++) {
            run("INSERT INTO leader VALUES ('%s', '%s', 'leader-%d', TRUE, now())"
                    .formatted(LEADER_IDS[i], StandInSim.LEADERS.get(i), i));
        }
        run("INSERT INTO equity_point VALUES (now() - INTERVAL '1 h', 1000, 0, 1000, 0, 0, 0, 0)");
        run("INSERT INTO polygon_cursor VALUES ('%s', '*', 'maker', 95, now(), 1)".formatted(StandInSim.EXCHANGE));
    }

    /** Of {@code V12__something.sql}. */
    private static int version(Path migration) {
        String name = migration.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    private void store(List<FillFacts> fills, boolean faulty) throws SQLException {
        for (int n = 0; n < fills.size(); n++) {
            if (faulty && n < 2) {
                continue;
            }
            store(fills.get(n), n, faulty && n == 10 ? 1 : 0, !(faulty && n == 20));
            if (faulty && n == 30) {
                store(fills.get(n), n, 0, true);
            }
            if (faulty && n == 40) {
                FillFacts real = fills.get(n);
                store(
                        new FillFacts(
                                real.leader(),
                                real.exchange(),
                                50,
                                real.txHash(),
                                99,
                                real.orderHash(),
                                real.tokenId(),
                                real.side(),
                                1,
                                1,
                                0,
                                real.role()),
                        n,
                        0,
                        true);
            }
        }
    }

    private void store(FillFacts fill, int n, long offBy, boolean decided) throws SQLException {
        UUID id = UUID.randomUUID();
        try (PreparedStatement insert = database.prepareStatement("""
                INSERT INTO leader_fill VALUES (?, ?, ?, 'polygon', ?, ?, '0xb', ?, ?, ?, ?, '0xt', ?, ?::numeric, ?,
                                                0.5, ?, ?, ?, now() - INTERVAL '2 s', now(), 'CONFIRMED', ?)""")) {
            Object[] values = {
                id,
                id,
                LEADER_IDS[StandInSim.LEADERS.indexOf(fill.leader())],
                fill.exchange(),
                fill.blockNumber(),
                fill.txHash(),
                fill.logIndex(),
                fill.orderHash(),
                fill.leader(),
                fill.role(),
                fill.tokenId(),
                fill.side(),
                BigDecimal.valueOf(fill.sharesMicros() + offBy, 6),
                BigDecimal.valueOf(fill.usdcMicros(), 6),
                BigDecimal.valueOf(fill.feeMicros(), 6),
                id.toString()
            };
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
        if (decided) {
            boolean trade = n % 2 == 0;
            run("""
                    INSERT INTO execution_attempt VALUES ('%1$s', '%1$s', 'paper', '%2$s', '{"code": "%3$s"}', 0.25, %4$s,
                        'BUY', 1, 0.5, 1000, '%5$s', NULL, now(), now() + INTERVAL '3 ms', NULL, NULL, now())""".formatted(
                            id,
                            trade ? "TRADE" : "SKIP",
                            trade ? "OK" : "TOO_SMALL",
                            fill.tokenId(),
                            trade ? "FILLED" : "SKIPPED"));
            if (trade) {
                run("INSERT INTO execution_fill VALUES (gen_random_uuid(), '%s', 1, 2, 0.25, 0.01, 'TAKER', now())"
                        .formatted(id));
            }
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
