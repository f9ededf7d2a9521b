package io.slipstream.worker.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.slipstream.core.calibration.CalibrationReport;
import io.slipstream.core.calibration.CalibrationReport.ClassFigures;
import io.slipstream.core.calibration.CalibrationReport.Unpredicted;
import io.slipstream.core.calibration.FeeAlarm;
import io.slipstream.core.calibration.FeeVerdict;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How right predictions of taker orders are, as meters, and a warning when fees drift. Begins anew when the report does. */
final class CalibrationMetrics {

    private static final Logger log = LoggerFactory.getLogger(CalibrationMetrics.class);
    private static final String PREFIX = "slipstream.calibration.";

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> values = new HashMap<>();
    private long sinceNanos;

    CalibrationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Called on the engine's thread. */
    void measured(CalibrationReport report) {
        if (sinceNanos != report.sinceNanos()) {
            sinceNanos = report.sinceNanos();
            values.values().forEach(value -> value.set(0));
        }
        set("predicted", Tags.of("of", "others"), report.others());
        set("predicted", Tags.of("of", "leaders"), report.leaders());
        for (Unpredicted why : Unpredicted.values()) {
            set("unpredicted", Tags.of("why", why.name()), report.unpredicted().getOrDefault(why, 0L));
        }
        for (FeeVerdict verdict : FeeVerdict.values()) {
            set("fees", Tags.of("verdict", verdict.name()), report.fees().getOrDefault(verdict, 0L));
        }
        set("fee.alarms", Tags.empty(), report.openAlarms());
        report.classes().forEach(this::measured);
    }

    private void measured(ClassFigures figures) {
        Tags of = Tags.of(
                "fee", Micros.format(figures.of().feeRateMicros()),
                "tick", Integer.toString(figures.of().tick()),
                "negrisk", Boolean.toString(figures.of().negRisk()),
                "delay", Boolean.toString(figures.of().takerDelay()),
                "age", figures.of().age().name(),
                "leader", Boolean.toString(figures.of().leader()));
        set("orders", of, figures.orders());
        set("price.exact", of, figures.price().exact());
        set("price.mean.hundredths.of.tick", of, figures.price().mean());
        set("price.p99.hundredths.of.tick", of, figures.price().p99());
        set("size.exact", of, figures.size().exact());
        set("size.p99.millionths", of, figures.size().p99());
    }

    /** Called on the engine's thread. */
    void changed(FeeAlarm alarm) {
        TokenId token = alarm.example().tokenId();
        if (alarm.endedAtNanos() != null) {
            log.info("fees of {} {} are as the registry says again", alarm.scope(), alarm.key());
            return;
        }
        registry.counter(PREFIX + "fee.alarms.raised", "scope", alarm.scope().name())
                .increment();
        log.warn(
                "fees drift: {} {}: market=\"{}\" condition={} token={} expected={} actual={} shares={} usdc={} tx={}",
                alarm.scope(),
                alarm.key(),
                alarm.instrument().title(),
                alarm.instrument().conditionId(),
                token,
                Micros.format(alarm.expectedMicros()),
                Micros.format(alarm.example().feeMicros()),
                Micros.format(alarm.example().sharesMicros()),
                Micros.format(alarm.example().usdcMicros()),
                alarm.example().txHash());
    }

    private void set(String name, Tags tags, long value) {
        values.computeIfAbsent(name + tags, _ -> {
                    AtomicLong held = new AtomicLong();
                    registry.gauge(PREFIX + name, tags, held);
                    return held;
                })
                .set(value);
    }
}
