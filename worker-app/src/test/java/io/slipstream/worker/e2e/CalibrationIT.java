package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.sim.SimConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** What predictions are worth, measured against everybody's orders. */
class CalibrationIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    /** The simulator charges a match over several prices each for itself: that is found, and no reason for an alarm. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void predictsWhatEverybodyGetsAndNamesFeesThatDrift() throws Exception {
        try (Rig rig = new Rig(SimConfig.defaults().withSpeed(10))) {
            Map<String, String> environment = rig.environment();
            environment.put("CALIBRATION", "on");
            environment.put("BOOK_HEALTH_INTERVAL_MS", "1000");
            try (ConfigurableApplicationContext worker = rig.worker(environment)) {
                Ledger ledger = rig.ledger();
                await().atMost(LONG).until(() -> total(ledger, "others") > 500);
                long predicted = total(ledger, "others + leaders");
                assertThat(total(ledger, "leaders")).isGreaterThan(100);
                assertThat(total(ledger, "no_print + ambiguous + no_book + forgotten + no_instrument"))
                        .as("orders not predicted, of %d", predicted)
                        .isLessThan(predicted / 20);
                assertThat(ledger.count("SELECT 100 * sum(price_exact) / sum(orders) FROM calibration"))
                        .as("per cent of orders that got the very price that was predicted")
                        .isGreaterThanOrEqualTo(98);
                assertThat(ledger.count("SELECT 100 * sum(size_exact) / sum(orders) FROM calibration"))
                        .as("per cent of orders that took what the book held")
                        .isGreaterThanOrEqualTo(98);
                assertThat(ledger.count("SELECT count(*) FROM calibration WHERE price_median > 0 AND orders > 20"))
                        .isZero();
                assertThat(total(ledger, "fees_at_average")).isGreaterThan(500);
                assertThat(total(ledger, "fees_per_price")).isGreaterThan(10);
                assertThat(total(ledger, "fees_different")).isZero();
                assertThat(ledger.count("SELECT count(*) FROM fee_alarm")).isZero();
                MeterRegistry meters = worker.getBean(MeterRegistry.class);
                assertThat(meters.get("slipstream.calibration.predicted")
                                .tag("of", "others")
                                .gauge()
                                .value())
                        .isGreaterThan(500);
                assertThat(meters.get("slipstream.calibration.dropped")
                                .counter()
                                .count())
                        .isZero();

                rig.sim().fault("{\"kind\":\"fee-drift\",\"rate\":100}");
                await().atMost(LONG)
                        .until(() -> ledger.count("SELECT count(*) FROM fee_alarm WHERE scope = 'CURVE'"
                                        + " AND ended_at IS NULL AND actual_usdc > expected_usdc")
                                > 0);
                assertThat(
                                ledger.count(
                                        "SELECT count(*) FROM fee_alarm a JOIN market_token t USING (token_id)"
                                                + " JOIN market_registry m ON m.condition_id = a.condition_id WHERE m.title = a.market"))
                        .as("alarms that name the market of their order")
                        .isEqualTo(ledger.count("SELECT count(*) FROM fee_alarm"));
                await().until(() ->
                        meters.get("slipstream.calibration.fee.alarms").gauge().value() > 0);

                rig.sim().fault("{\"kind\":\"reset\"}");
                await().atMost(LONG)
                        .until(() -> ledger.count("SELECT count(*) FROM fee_alarm WHERE scope = 'CURVE'"
                                        + " AND ended_at IS NULL")
                                == 0);
            }
        }
    }

    private static long total(Ledger ledger, String what) {
        return ledger.count("SELECT sum(%s) FROM calibration_total".formatted(what));
    }
}
