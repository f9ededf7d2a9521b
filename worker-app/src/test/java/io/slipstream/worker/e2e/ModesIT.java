package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.sim.SimConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The modes that are not the default. */
class ModesIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    /** More than the simulated Data API lags behind the chain. */
    private static final Duration LATEST_ROW = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(strings = {"rest", "ws"})
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void keepsBooksAndTradesInEveryBookstoreMode(String mode) throws Exception {
        try (Rig rig = new Rig(SimConfig.defaults().withSpeed(5))) {
            Map<String, String> environment = rig.environment();
            environment.put("BOOKSTORE_MODE", mode);
            environment.put("BOOK_REST_INTERVAL_MS", "500");
            try (ConfigurableApplicationContext worker = rig.worker(environment)) {
                MeterRegistry meters = worker.getBean(MeterRegistry.class);
                await().atMost(LONG)
                        .until(() ->
                                meters.get("slipstream.books.trusted").gauge().value() > 40);
                await().atMost(LONG).until(() -> rig.ledger().count("SELECT count(*) FROM execution_fill") > 0);
            }
        }
    }

    /** No book is kept before a leader trades its token: his fill subscribes it, and is copied on the book that comes of it. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void copiesInTokensThatNobodyTracked() throws Exception {
        try (Rig rig = new Rig(SimConfig.defaults().withSpeed(3))) {
            Map<String, String> environment = rig.environment();
            environment.put("TRACKED_TOKENS", "0");
            try (ConfigurableApplicationContext _ = rig.worker(environment)) {
                // the first fill of a token that was copied: nobody had asked for its book before
                await().atMost(LONG).until(() -> rig.ledger().count("""
                                SELECT count(*) FROM execution_attempt a JOIN leader_fill f ON f.id = a.leader_fill_id
                                WHERE a.decision = 'TRADE' AND f.id = (SELECT id FROM leader_fill o
                                  WHERE o.token_id = f.token_id ORDER BY id LIMIT 1)""") > 2);
            }
        }
    }

    /** Equal rows count as often as they come; a restart reads the overlap again and doubles nothing. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void followsLeadersThroughTheDataApi() throws Exception {
        try (Rig rig = new Rig(SimConfig.defaults().withSpeed(5))) {
            Map<String, String> environment = rig.environment();
            environment.put("TRIGGER_MODE", "data_api");
            environment.put("DATA_API_POLL_MS", "500");
            environment.remove("POLYGON_WS_URL");
            environment.remove("POLYGON_HTTP_URL");
            long horizon = 0;
            for (int run = 1; run <= 2; run++) {
                try (ConfigurableApplicationContext _ = rig.worker(environment)) {
                    int wanted = run * 60;
                    await().atMost(LONG).until(() -> rig.ledger().count("SELECT count(*) FROM leader_fill") >= wanted);
                    horizon = readWithWhatAppearsLate(rig);
                }
            }
            // the newest may have waited for their books when the worker stopped: its next start decides them
            assertThat(rig.ledger().count("""
                            SELECT count(*) FROM leader_fill f
                            WHERE detected_at < (SELECT max(detected_at) FROM leader_fill) - INTERVAL '5 seconds'
                              AND NOT EXISTS (SELECT FROM execution_attempt a WHERE a.leader_fill_id = f.id)""")).isZero();
            assertSame(rig, horizon);
        }
    }

    /** No socket pushes and the next scan is an hour away: the Data API alone makes the chain be read, and nothing counts twice. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void readsTheChainWhenTheDataApiNamesATransaction() throws Exception {
        try (Rig rig = new Rig(SimConfig.defaults().withSpeed(5));
                TcpGate nobody = new TcpGate()) {
            Map<String, String> environment = rig.environment();
            environment.put("TRIGGER_MODE", "both");
            environment.put("DATA_API_POLL_MS", "500");
            environment.put("POLYGON_SCAN_INTERVAL_MS", "3600000");
            environment.put("POLYGON_WS_URL", "ws://127.0.0.1:" + nobody.port() + "/rpc");
            try (ConfigurableApplicationContext _ = rig.worker(environment)) {
                rig.assertComplete(100);
            }
        }
    }

    /** The chain comes first, the rows follow and are paired; what only the chain tells of is reported after the tolerance. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void pairsWhatBothSourcesTellOfAndReportsTheRest() throws Exception {
        try (Rig rig = new Rig(SimConfig.defaults().withSpeed(5))) {
            Map<String, String> environment = rig.environment();
            environment.put("TRIGGER_MODE", "both");
            environment.put("DATA_API_POLL_MS", "300");
            environment.put("SOURCE_TOLERANCE_MS", "4000");
            try (ConfigurableApplicationContext _ = rig.worker(environment)) {
                await().atMost(LONG)
                        .until(() ->
                                rig.ledger().count("SELECT count(*) FROM leader_fill WHERE row_key IS NOT NULL") > 60);
                rig.sim().fault("{\"kind\":\"http-error\",\"feed\":\"data\",\"status\":503,\"millis\":9000}");
                await().atMost(LONG)
                        .until(() -> rig.ledger().count("SELECT count(*) FROM one_sided_fill WHERE seen_by = 'polygon'")
                                > 5);
                await().atMost(LONG)
                        .until(() ->
                                rig.ledger().count("SELECT count(*) FROM one_sided_fill WHERE resolved_at IS NOT NULL")
                                        > 5);
                rig.assertComplete(100);
            }
        }
    }

    /** Waits until everybody was read again once the rows that appear late are there; everything before that second is read. */
    private static long readWithWhatAppearsLate(Rig rig) {
        long horizon = rig.ledger().count("SELECT extract(EPOCH FROM max(fill_ts))::BIGINT FROM leader_fill");
        await().atMost(LONG)
                .until(() ->
                        rig.ledger().count("SELECT extract(EPOCH FROM min(read_up_to))::BIGINT FROM data_api_cursor")
                                >= horizon + LATEST_ROW.toSeconds());
        return horizon;
    }

    /** Each leader apart, since they are asked one after the other: from his first stored fill on, everything once. */
    private static void assertSame(Rig rig, long horizon) {
        List<JsonNode> fills = rig.sim().fills(rig.sim().status().path("head").asLong());
        Map<String, Integer> truth = new HashMap<>();
        Map<String, Integer> stored = new HashMap<>();
        rig.ledger().jdbc().query("""
                        SELECT l.address, extract(EPOCH FROM min(f.fill_ts))::BIGINT AS first
                        FROM leader_fill f JOIN leader l ON l.id = f.leader_id GROUP BY l.address""", row -> {
            String leader = row.getString("address");
            long first = row.getLong("first");
            fills.stream()
                    .filter(fill -> fill.path("leader").asString().equalsIgnoreCase(leader))
                    .filter(fill -> fill.path("blockTimestamp").asLong() >= first
                            && fill.path("blockTimestamp").asLong() < horizon)
                    .forEach(fill -> truth.merge(line(leader, fill), 1, Integer::sum));
            countStored(rig, leader, horizon, stored);
        });
        Map<String, Integer> missing = new HashMap<>(truth);
        missing.entrySet().removeAll(stored.entrySet());
        Map<String, Integer> extra = new HashMap<>(stored);
        extra.entrySet().removeAll(truth.entrySet());
        assertThat(stored).isNotEmpty();
        assertThat(missing).as("missing").isEmpty();
        assertThat(extra).as("extra").isEmpty();
    }

    private static String line(String leader, JsonNode fill) {
        return String.join(
                " ",
                leader,
                fill.path("txHash").asString(),
                fill.path("tokenId").asString(),
                fill.path("side").asString(),
                fill.path("sharesMicros").asString());
    }

    private static void countStored(Rig rig, String leader, long horizon, Map<String, Integer> stored) {
        rig.ledger()
                .jdbc()
                .query(
                        """
                        SELECT f.tx_hash, f.token_id, f.side, coalesce(f.effective_size, f.leader_size) AS leader_size FROM leader_fill f
                        JOIN leader l ON l.id = f.leader_id WHERE l.address = ? AND f.fill_ts < to_timestamp(?)""",
                        row -> {
                            String line = String.join(
                                    " ",
                                    leader,
                                    row.getString("tx_hash"),
                                    row.getBigDecimal("token_id")
                                            .toBigIntegerExact()
                                            .toString(),
                                    row.getString("side"),
                                    row.getBigDecimal("leader_size")
                                            .movePointRight(6)
                                            .toBigIntegerExact()
                                            .toString());
                            stored.merge(line, 1, Integer::sum);
                        },
                        leader,
                        horizon);
    }
}
