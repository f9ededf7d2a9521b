package io.slipstream.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of protocol reference 5. {@code -Dfee.seed=} repeats a run. */
class FeeScheduleTest {

    private static final long SEED = Long.getLong("fee.seed", 20_261_122);

    /** The clients' tests: the crypto curve of early 2026, cut off after the five decimals that are charged. */
    @ParameterizedTest
    @CsvSource({
        "100,0.5,1.5625",
        "100,0.3,1.1025",
        "100,0.7,1.1025",
        "100,0.1,0.2025",
        "100,0.9,0.2025",
        "100,0.05,0.0564", // 0.05640625
        "100,0.95,0.0564",
        "100,0.01,0.00245", // 0.00245025
        "100,0.99,0.00245",
        "125.5,0.5,1.96093", // 1.9609375
    })
    void chargesTheSquaredCurve(String shares, String price, String fee) {
        assertFee(new FeeSchedule(250_000, 2, true), shares, price, fee);
    }

    /** A hundred shares at a half, by category. */
    @ParameterizedTest
    @CsvSource({"0.07,1.75", "0.072,1.8", "0.05,1.25", "0.03,0.75", "0.04,1", "0,0"})
    void chargesTheRatesOfTheCategories(String rate, String fee) {
        assertFee(new FeeSchedule(Micros.parse(rate), 1, true), "100", "0.5", fee);
    }

    @ParameterizedTest
    @CsvSource({"0.07,100,0.1,0.63", "0.05,100,0.9,0.45", "0.05,5,0.53,0.06227", "0.072,3.333333,0.3,0.05039"})
    void chargesTheFiguresByHand(String rate, String shares, String price, String fee) {
        assertFee(new FeeSchedule(Micros.parse(rate), 1, true), shares, price, fee);
    }

    /** A hundredth of a dollar per share: the smallest fee, and what is too little for it. */
    @ParameterizedTest
    @CsvSource({"0.001,0.00001", "0.0005,0", "0.000999,0", "0.000001,0", "0.0015,0.00001", "0.002,0.00002", "0,0"})
    void chargesNothingForWhatIsTiny(String shares, String fee) {
        assertFee(new FeeSchedule(40_000, 1, true), shares, "0.5", fee);
    }

    /** Trap: a wrong fee formula, or none. What a taker's OrderFilled has (reference 1.4): 102.116 shares for $30, weather; and $1 at 0.3 under the first crypto rate. */
    @Test
    void chargesAMatchAtItsAveragePrice() {
        assertThat(new FeeSchedule(50_000, 1, true).takerFeeOf(102_116_000, 30_000_000))
                .isEqualTo(1_059_320);
        assertThat(new FeeSchedule(72_000, 1, true).takerFeeOf(3_333_333, 1_000_000))
                .isEqualTo(50_390);
        assertThat(new FeeSchedule(50_000, 1, true).takerFeeOf(0, 0)).isZero();
        assertThat(new FeeSchedule(50_000, 1, true).takerFeeOf(5_000_000, 5_000_000))
                .isZero();
        assertThatThrownBy(() -> FeeSchedule.FREE.takerFeeOf(1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Two real fills (venue update 2): 0.030979956 by the formula is charged as 0.03097, 0.0618783 as 0.06187. */
    @ParameterizedTest
    @CsvSource({
        "0.07,2.426375,0.24,0.03097",
        "0.07,2.10748,0.3,0.03097",
        "0.05,9.7064,0.15,0.06187",
        "0.05,5.515,0.34,0.06187"
    })
    void cutsOffWhereNearestWouldBeMore(String rate, String shares, String price, String fee) {
        assertFee(new FeeSchedule(Micros.parse(rate), 1, true), shares, price, fee);
        long notional = Price.notional(Micros.parse(shares), Price.parse(price));
        assertThat(new FeeSchedule(Micros.parse(rate), 1, true).takerFeeOf(Micros.parse(shares), notional))
                .isEqualTo(Micros.parse(fee));
    }

    @Test
    void isTheFormulaCutOffOnce() {
        Random random = new Random(SEED);
        for (int i = 0; i < 200_000; i++) {
            long rate = random.nextLong(1_000_001);
            int exponent = random.nextInt(5);
            long shares = random.nextLong(1L << random.nextInt(1, 50));
            int price = random.nextInt(1, Price.ONE);
            FeeSchedule schedule = new FeeSchedule(rate, exponent, true);
            assertThat(schedule.takerFee(shares, price))
                    .as("seed %d: %s, %d micro-shares at %d", SEED, schedule, shares, price)
                    .isEqualTo(formula(rate, exponent, shares, price));
        }
    }

    @Test
    void chargesAMatchAtOnePriceLikeThatPrice() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            long shares = random.nextLong(10_000_000) * Price.ONE;
            int price = random.nextInt(1, Price.ONE);
            FeeSchedule schedule = new FeeSchedule(random.nextLong(1_000_001), random.nextInt(5), true);
            assertThat(schedule.takerFeeOf(shares, Price.notional(shares, price)))
                    .as("seed %d: %s, %d micro-shares at %d", SEED, schedule, shares, price)
                    .isEqualTo(schedule.takerFee(shares, price));
        }
    }

    @Test
    void isNeverMoreThanTheMostOnSpending() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            long collateral = random.nextLong(1_000 * Micros.ONE);
            int price = random.nextInt(1, Price.ONE);
            long shares = Micros.mulDivDown(collateral, Price.ONE, price);
            FeeSchedule schedule = new FeeSchedule(random.nextLong(1_000_001), random.nextInt(5), true);
            assertThat(schedule.takerFeeOf(shares, Price.notional(shares, price)))
                    .as("seed %d: %s, %d micro-dollars at %d", SEED, schedule, collateral, price)
                    .isLessThanOrEqualTo(schedule.mostOnSpending(collateral));
        }
    }

    private static void assertFee(FeeSchedule schedule, String shares, String price, String fee) {
        assertThat(schedule.takerFee(Micros.parse(shares), Price.parse(price))).isEqualTo(Micros.parse(fee));
    }

    private static long formula(long rateMicros, int exponent, long sharesMicros, int price) {
        BigDecimal p = BigDecimal.valueOf(price, 4);
        return BigDecimal.valueOf(sharesMicros, 6)
                .multiply(BigDecimal.valueOf(rateMicros, 6))
                .multiply(p.multiply(BigDecimal.ONE.subtract(p)).pow(exponent, MathContext.UNLIMITED))
                .setScale(5, RoundingMode.DOWN)
                .movePointRight(6)
                .longValueExact();
    }
}
