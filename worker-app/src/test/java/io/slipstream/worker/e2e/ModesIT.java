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
            for (int run = 1; run <= 2; run++) {
                try (ConfigurableApplicationContext _ = rig.worker(environment)) {
                    int wanted = run * 60;
                    await().atMost(LONG).until(() -> rig.ledger().count("SELECT count(*) FROM leader_fill") >= wanted);
                }
            }
            assertThat(
                            rig.ledger()
                                    .count(
                                            "SELECT (SELECT count(*) FROM execution_attempt) - (SELECT count(*) FROM leader_fill)"))
                    .isZero();
            assertSame(rig);
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

    private static void assertSame(Rig rig) {
        Long first = rig.ledger()
                .jdbc()
                .queryForObject("SELECT extract(EPOCH FROM min(fill_ts))::BIGINT FROM leader_fill", Long.class);
        Long last = rig.ledger()
                .jdbc()
                .queryForObject("SELECT extract(EPOCH FROM max(fill_ts))::BIGINT FROM leader_fill", Long.class);
        assertThat(first).isNotNull();
        assertThat(last).isNotNull();
        Map<String, Integer> truth = new HashMap<>();
        List<JsonNode> fills = rig.sim().fills(rig.sim().status().path("head").asLong());
        for (JsonNode fill : fills) {
            long time = fill.path("blockTimestamp").asLong();
            // the last second may be stored in part
            if (time >= first && time < last) {
                truth.merge(
                        fill.path("txHash").asString() + " "
                                + fill.path("tokenId").asString() + " "
                                + fill.path("side").asString() + " "
                                + fill.path("sharesMicros").asString(),
                        1,
                        Integer::sum);
            }
        }
        Map<String, Integer> stored = new HashMap<>();
        rig.ledger()
                .jdbc()
                .query(
                        "SELECT tx_hash, token_id, side, leader_size FROM leader_fill WHERE fill_ts < to_timestamp(?)",
                        row -> {
                            stored.merge(
                                    row.getString(1) + " "
                                            + row.getBigDecimal(2).toBigIntegerExact() + " "
                                            + row.getString(3) + " "
                                            + row.getBigDecimal(4)
                                                    .movePointRight(6)
                                                    .toBigIntegerExact(),
                                    1,
                                    Integer::sum);
                        },
                        last);
        assertThat(stored).isEqualTo(truth);
    }
}
