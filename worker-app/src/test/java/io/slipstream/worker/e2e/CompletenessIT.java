package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.sim.SimConfig;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Worker against simulator over the real wire protocols: every leader fill once, with all its fields. */
class CompletenessIT {

    private static final Logger log = LoggerFactory.getLogger(CompletenessIT.class);
    private static final int FILLS = 500;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void storesEveryLeaderFillOnceAndDecidesOnEach() throws Exception {
        try (Rig rig = new Rig(SimConfig.defaults().withSpeed(10))) {
            try (var _ = rig.worker(rig.environment())) {
                compare(rig);
                assertThat(rig.ledger().count("SELECT count(*) FROM execution_fill"))
                        .isPositive();
                assertThat(rig.ledger().count("SELECT count(*) FROM equity_point"))
                        .isGreaterThan(5);
                assertThat(rig.ledger()
                                .count("SELECT count(*) FROM leader_fill f WHERE NOT EXISTS"
                                        + " (SELECT FROM trade t WHERE t.leader_fill_id = f.id)"
                                        + " AND detected_at < now() - INTERVAL '15 seconds'"))
                        .as("fills of an unknown market")
                        .isZero();
            }
        }
    }

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void losesAndDoublesNothingWhenItIsKilledAndCutOff() throws Exception {
        long seed = 20_261_122;
        Random random = new Random(seed);
        log.info("seed {}", seed);
        try (Rig rig = new Rig(SimConfig.defaults().withSpeed(10))) {
            Process worker = rig.workerProcess(rig.environment());
            for (int round = 1; round <= 20; round++) {
                long before = rig.ledger().settledBlockOrNone();
                await().atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(50 + random.nextInt(200)))
                        .until(() -> rig.ledger().settledBlockOrNone() > before);
                rig.sim().fault("{\"kind\":\"drop-sockets\",\"feed\":\"all\"}");
                if (round % 5 == 0 && round < 20) {
                    worker.destroyForcibly().waitFor();
                    worker = rig.workerProcess(rig.environment());
                }
            }
            compare(rig);
            assertThat(worker.isAlive()).isTrue();
        }
    }

    /**
     * Blocks that are not final are replaced again and again, half the time without the node saying so, and some of their
     * transactions come out with other amounts.
     */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void followsFillsThroughReorgs() throws Exception {
        try (Rig rig = new Rig(SimConfig.defaults().withSpeed(10))) {
            try (var _ = rig.worker(rig.environment())) {
                for (int reorg = 0; reorg < 20; reorg++) {
                    long before = rig.sim().status().path("finalized").asLong();
                    await().atMost(Duration.ofMinutes(1))
                            .until(() -> rig.sim().status().path("finalized").asLong() > before + 2);
                    rig.sim()
                            .fault("{\"kind\":\"reorg\",\"depth\":2,\"silent\":%b,\"change\":%d}"
                                    .formatted(reorg % 2 == 0, reorg % 3 * 25));
                }
                compare(rig);
                long changed = rig.ledger().count("SELECT count(*) FROM leader_fill_move WHERE figures_changed");
                long several = rig.ledger()
                        .count("SELECT count(*) FROM (SELECT FROM leader_fill"
                                + " GROUP BY tx_hash, order_hash HAVING count(*) > 1) AS orders");
                log.info(
                        "{} moves changed figures, {} orders were filled several times in one transaction",
                        changed,
                        several);
                assertThat(changed).isPositive();
                assertThat(several).isPositive();
            }
        }
    }

    private static void compare(Rig rig) {
        int fills = rig.assertComplete(FILLS);
        log.info(
                "{} leader fills, 0 missing, 0 extra, 0 doubled; {} attempts, {} copied, {} execution fills",
                fills,
                rig.ledger().count("SELECT count(*) FROM execution_attempt"),
                rig.ledger().count("SELECT count(*) FROM execution_attempt WHERE decision = 'TRADE'"),
                rig.ledger().count("SELECT count(*) FROM execution_fill"));
    }
}
