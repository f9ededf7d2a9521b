package io.slipstream.core.calibration;

import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.instrument;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.calibration.FeeAlarm.Scope;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class FeeDriftWatchTest {

    private final FeeDriftWatch watch = new FeeDriftWatch();
    private final List<FeeAlarm> changed = new ArrayList<>();
    private int orders;

    @Test
    void staysSilentAboutOddFees() {
        for (int i = 0; i < 50; i++) {
            take("0xc1", i % 10 != 0); // two of any twenty
        }
        assertThat(changed).isEmpty();
    }

    @Test
    void tellsOfAMarketOnceWithTheOrderThatMadeItCertain() {
        take("0xc1", false);
        take("0xc1", true);
        take("0xc1", false);
        assertThat(changed).isEmpty();
        take("0xc1", false);
        take("0xc1", false);
        assertThat(changed).singleElement().satisfies(alarm -> {
            assertThat(alarm.scope()).isEqualTo(Scope.MARKET);
            assertThat(alarm.key()).isEqualTo("0xc1");
            assertThat(alarm.example().txHash()).isEqualTo("0xt4");
            assertThat(alarm.expectedMicros()).isEqualTo(124_950);
            assertThat(alarm.endedAtNanos()).isNull();
        });
        assertThat(watch.open()).isOne();
    }

    @Test
    void tellsOfTheCurveInsteadOfItsMarketsIfSeveralDiffer() {
        take("0xc1", false);
        take("0xc2", false);
        take("0xc3", false);
        take("0xc3", false);
        take("0xc3", false);
        assertThat(changed).singleElement().satisfies(alarm -> {
            assertThat(alarm.scope()).isEqualTo(Scope.CURVE);
            assertThat(alarm.key()).isEqualTo("50000^1");
        });
    }

    @Test
    void endsWhenEnoughInARowAgreeAndThenNeedsNewEvidence() {
        for (int i = 0; i < 3; i++) {
            take("0xc1", false);
        }
        for (int i = 0; i < FeeDriftWatch.TO_END - 1; i++) {
            take("0xc1", true);
        }
        take("0xc1", false);
        for (int i = 0; i < FeeDriftWatch.TO_END - 1; i++) {
            take("0xc1", true);
        }
        assertThat(changed).hasSize(1);
        take("0xc1", true);
        assertThat(changed).hasSize(2);
        assertThat(changed.getLast().endedAtNanos()).isNotNull();
        assertThat(watch.open()).isZero();
        take("0xc1", false);
        take("0xc1", false);
        assertThat(changed).hasSize(2);
        take("0xc1", false);
        assertThat(changed).hasSize(3);
    }

    private void take(String conditionId, boolean agrees) {
        orders++;
        Instrument of = instrument(YES);
        Instrument instrument = new Instrument(
                YES, conditionId, "m", "?", "Yes", 0, of.tick(), of.minSizeMicros(), of.fee(), 0, false, true, false);
        ObservedTaker taker =
                new ObservedTaker("0xt" + orders, "0xo", YES, Side.BUY, 10_000_000, 4_900_000, 9, null, false, false);
        changed.addAll(watch.take(taker, instrument, 124_950, agrees, orders));
    }
}
