package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.core.chain.Address;
import io.slipstream.persistence.LeaderStore;
import io.slipstream.sim.SimConfig;
import io.slipstream.worker.source.FollowedLeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** What detection knows beside the fills: its own completeness, inventories, strangers, and leaders that come later. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DetectionIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Rig rig;

    DetectionIT() throws Exception {
        rig = new Rig(SimConfig.defaults().withSpeed(20));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    /**
     * The second reading goes through the other node and finds nothing; then it finds what somebody took out of the ledger,
     * made larger in it and put into it, and puts all of it right.
     */
    @Test
    void provesThatNothingIsMissedAndHealsWhatIs() {
        try (ConfigurableApplicationContext _ = rig.worker(environment())) {
            await().atMost(LONG).until(() -> sum("fills") > 100);
            assertThat(sum("missed")).isZero();
            assertThat(sum("extra")).isZero();
            assertThat(sum("different")).isZero();
            assertThat(rig.ledger().count("SELECT count(*) FROM completeness_check WHERE endpoint = ''"))
                    .isZero();
            assertThat(rig.ledger().count("SELECT count(DISTINCT endpoint) FROM completeness_check"))
                    .isPositive();
            rig.assertComplete(200);
        }
        rig.ledger().jdbc().update("""
                WITH victim AS (SELECT id FROM leader_fill WHERE status = 'CONFIRMED' ORDER BY block_number LIMIT 1),
                     raws AS (DELETE FROM leader_fill_raw WHERE id IN (SELECT id FROM victim)),
                     fills AS (DELETE FROM execution_fill WHERE attempt_id IN (SELECT id FROM victim)),
                     attempts AS (DELETE FROM execution_attempt WHERE leader_fill_id IN (SELECT id FROM victim)),
                     trades AS (DELETE FROM trade WHERE leader_fill_id IN (SELECT id FROM victim)),
                     keys AS (DELETE FROM leader_fill_key WHERE leader_fill_id IN (SELECT id FROM victim)),
                     checks AS (DELETE FROM completeness_check)
                DELETE FROM leader_fill WHERE id IN (SELECT id FROM victim)""");
        rig.ledger().jdbc().update("""
                UPDATE leader_fill SET leader_size = leader_size * 2, leader_usdc = leader_usdc * 2
                WHERE id = (SELECT id FROM leader_fill WHERE status = 'CONFIRMED' ORDER BY block_number OFFSET 5 LIMIT 1)""");
        rig.ledger().jdbc().update("""
                WITH like_this AS (
                  SELECT * FROM leader_fill WHERE status = 'CONFIRMED' ORDER BY block_number OFFSET 9 LIMIT 1),
                raw AS (
                  INSERT INTO leader_fill_raw SELECT uuid_v7_floor(detected_at), source, '{}', detected_at FROM like_this),
                attempt AS (
                  INSERT INTO execution_attempt (leader_fill_id, id, mode, decision, decision_reason, ratio, token_id, side,
                    size_shares_target, ttl_ms, status, decided_at, created_at)
                  SELECT uuid_v7_floor(detected_at), uuid_v7_floor(detected_at), 'paper', 'SKIP', '{}', 1, token_id, side, 0, 0,
                    'SKIPPED', detected_at, detected_at FROM like_this)
                INSERT INTO leader_fill (id, raw_id, leader_id, source, exchange_address, block_number, block_hash, tx_hash,
                  log_index, order_hash, maker, taker, leader_role, token_id, side, leader_price, leader_size, leader_usdc,
                  fee_usdc, fill_ts, detected_at, status, dedupe_key)
                SELECT uuid_v7_floor(detected_at), uuid_v7_floor(detected_at), leader_id, source, exchange_address, block_number,
                  block_hash, '0x' || repeat('9', 64), 9999, order_hash, maker, taker, leader_role, token_id, side, leader_price,
                  leader_size, leader_usdc, fee_usdc, fill_ts, detected_at, 'CONFIRMED', 'invented' FROM like_this""");
        try (ConfigurableApplicationContext _ = rig.worker(environment())) {
            await().atMost(LONG).until(() -> sum("missed") == 1 && sum("different") == 1 && sum("extra") == 1);
            await().atMost(LONG)
                    .until(() -> rig.ledger().count("SELECT count(*) FROM completeness_gap WHERE healed_at IS NOT NULL")
                            == 3);
            assertThat(rig.ledger().count("SELECT count(*) FROM completeness_gap"))
                    .isEqualTo(3);
            rig.assertComplete(200);
        }
    }

    @Test
    void recordsWhatLeadersDoWithoutTradingAsTheChainDidIt() {
        try (ConfigurableApplicationContext _ = rig.worker(environment())) {
            await().atMost(LONG).until(() -> rig.ledger().count("SELECT count(*) FROM inventory_event") > 30);
            rig.assertComplete(100);
            long block =
                    rig.ledger().count("SELECT min(last_processed_block) FROM polygon_cursor WHERE role = 'inventory'");
            List<String> truth = rig.sim().inventory(block).stream()
                    .map(DetectionIT::line)
                    .sorted()
                    .toList();
            List<String> stored = new ArrayList<>();
            rig.ledger()
                    .jdbc()
                    .query(
                            """
                            SELECT e.*, l.address FROM inventory_event e JOIN leader l ON l.id = e.leader_id
                            WHERE block_number <= ?""",
                            row -> {
                                stored.add(String.join(
                                        " ",
                                        row.getString("address"),
                                        row.getString("kind"),
                                        row.getBigDecimal("token_id")
                                                .toBigIntegerExact()
                                                .toString(),
                                        row.getBigDecimal("shares")
                                                .movePointRight(6)
                                                .toBigIntegerExact()
                                                .toString(),
                                        row.getString("tx_hash")));
                            },
                            block);
            assertThat(stored.stream().sorted().toList()).isEqualTo(truth).hasSizeGreaterThan(30);
            assertThat(rig.ledger().count("SELECT count(*) FROM contract_drift"))
                    .as("false alarms")
                    .isZero();
        }
    }

    @Test
    void raisesAnAlarmWhenAnUnknownContractTrades() {
        try (ConfigurableApplicationContext _ = rig.worker(environment())) {
            await().atMost(LONG).until(() -> rig.ledger().count("SELECT count(*) FROM leader_fill") > 20);
            rig.sim().fault("{\"kind\":\"unknown-exchange\",\"count\":2,\"ledger\":\"ctf\"}");
            String stranger = rig.sim().status().path("unknownExchange").asString();
            await().atMost(LONG)
                    .until(() -> rig.ledger()
                                    .count("SELECT count(*) FROM contract_drift WHERE contract = '%s'"
                                            .formatted(stranger.toLowerCase(Locale.ROOT)))
                            == 1);
            rig.sim().fault("{\"kind\":\"unknown-exchange\",\"count\":2,\"ledger\":\"unknown\"}");
            await().atMost(LONG)
                    .until(() -> rig.ledger().count("SELECT max(occurrences) FROM contract_drift") > 1
                            || rig.ledger().count("SELECT count(*) FROM contract_drift") > 1);
        }
    }

    @Test
    void followsALeaderThatIsAddedWhileItRuns() {
        List<String> all = List.of(rig.sim().leaders().split(","));
        Map<String, String> environment = environment();
        environment.put("LEADERS", String.join(",", all.subList(0, 6)));
        try (ConfigurableApplicationContext worker = rig.worker(environment)) {
            await().atMost(LONG).until(() -> rig.ledger().count("SELECT count(*) FROM leader_fill") > 50);
            LeaderStore leaders = worker.getBean(LeaderStore.class);
            long head = rig.sim().status().path("head").asLong();
            long genesis = rig.sim().status().path("genesisBlock").asLong();
            leaders.add(address(all.get(6)), "from the head", null);
            leaders.add(address(all.get(7)), "from the beginning", genesis);
            await().atMost(LONG)
                    .until(() -> rig.ledger()
                                    .count("SELECT count(*) FROM polygon_cursor WHERE role = 'maker' AND leader_address"
                                            + " = '%s'".formatted(address(all.get(6))))
                            > 0);
            long begun = rig.ledger()
                    .count("SELECT min(first_block) FROM polygon_cursor WHERE role = 'maker' AND leader_address = '%s'"
                            .formatted(address(all.get(6))));
            assertThat(begun).isBetween(head, head + 100);
            List<JsonNode> truth = rig.settledTruth(300).stream()
                    .filter(fill -> !fill.path("leader")
                                    .asString()
                                    .equals(address(all.get(6)).hex())
                            || fill.path("blockNumber").asLong() >= begun)
                    .toList();
            rig.ledger().assertEquals(truth, rig.settledAt());
            leaders.remove(address(all.get(7)));
            await().atMost(LONG)
                    .until(() -> !worker.getBean(FollowedLeaders.class).all().contains(address(all.get(7))));
        }
    }

    /** With more leaders than nodes are asked to filter by, every fill of the exchanges is taken and filtered here. */
    @Test
    void filtersHereWhenThereAreManyLeaders() {
        Map<String, String> environment = environment();
        environment.put("LEADER_FILTER_THRESHOLD", "100");
        environment.computeIfPresent(
                "LEADERS",
                (_, leaders) -> Stream.concat(
                                Stream.of(leaders),
                                IntStream.range(0, 2_000)
                                        .mapToObj("0x%040x"::formatted)
                                        .skip(1))
                        .collect(Collectors.joining(",")));
        try (ConfigurableApplicationContext _ = rig.worker(environment)) {
            rig.assertComplete(150);
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = rig.environment();
        String http = rig.sim().base() + "/rpc/0," + rig.sim().base() + "/rpc/1";
        environment.put("POLYGON_HTTP_URL", http);
        environment.put("POLYGON_WS_URL", http.replace("http", "ws"));
        environment.put("POLYGON_REQUESTS_PER_SECOND", "200");
        environment.put("AUDIT_INTERVAL_MS", "1000");
        return environment;
    }

    private long sum(String column) {
        return rig.ledger().count("SELECT coalesce(sum(%s), 0) FROM completeness".formatted(column));
    }

    private static Address address(String item) {
        return new Address(item.split(":", 2)[0]);
    }

    private static String line(JsonNode event) {
        return String.join(
                " ",
                event.path("leader").asString(),
                event.path("kind").asString(),
                event.path("tokenId").asString(),
                event.path("sharesMicros").asString(),
                event.path("txHash").asString());
    }
}
