package io.slipstream.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({"219.217767,219217767", ".48,480000", "0,0", "5579792.8,5579792800000", "1e2,100000000"})
    void readsDecimalsExactly(String text, long micros) {
        assertThat(Micros.parse(text)).isEqualTo(micros);
    }

    @Test
    void refusesWhatItCannotHold() {
        assertThatThrownBy(() -> Micros.parse("0.0000001")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Micros.parse("99999999999999999999")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Micros.parse("abc")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> Price.parse("0.00001")).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({".48,4800", "0.48,4800", "1,10000", "0.0025,25", "0.9999,9999"})
    void readsPrices(String text, int price) {
        assertThat(Price.parse(text)).isEqualTo(price);
    }

    @Property
    void multipliesAndDividesLikeWholeNumbers(
            @ForAll @LongRange(min = 0, max = 1L << 60) long a,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long b,
            @ForAll @LongRange(min = 1_000_000_000, max = 1L << 50) long divisor) {
        BigInteger[] exact =
                BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divideAndRemainder(BigInteger.valueOf(divisor));
        assertThat(Micros.mulDivDown(a, b, divisor)).isEqualTo(exact[0].longValueExact());
        boolean up = exact[1].shiftLeft(1).compareTo(BigInteger.valueOf(divisor - divisor % 2)) >= 0;
        assertThat(Micros.mulDivHalfUp(a, b, divisor)).isEqualTo(exact[0].longValueExact() + (up ? 1 : 0));
    }

    @Property
    void writesADecimalAsBigDecimalDoes(
            @ForAll long micros, @ForAll @LongRange(min = -3_000_000, max = 3_000_000) long few) {
        for (long value : new long[] {micros, few}) {
            assertThat(Micros.format(value))
                    .isEqualTo(BigDecimal.valueOf(value, 6).stripTrailingZeros().toPlainString());
        }
        int price = (int) Math.floorMod(micros, 10_001L);
        assertThat(Price.format(price))
                .isEqualTo(BigDecimal.valueOf(price, 4).stripTrailingZeros().toPlainString());
    }

    /** Protocol reference 5: the published curve and the figures worked out there by hand. */
    @ParameterizedTest
    @CsvSource({
        "0.25,2,100,0.5,1.5625",
        "0.25,2,100,0.3,1.1025",
        "0.25,2,100,0.1,0.2025",
        "0.25,2,100,0.05,0.0564",
        "0.25,2,100,0.99,0.00245",
        "0.25,2,125.5,0.5,1.96093",
        "0.07,1,100,0.1,0.63",
        "0.05,1,100,0.9,0.45",
        "0.05,1,5,0.53,0.06227",
        "0.04,1,100,0.5,1",
        "0,1,100,0.5,0",
        "0.05,1,0.0001,0.5,0"
    })
    void chargesTheCurve(String rate, int exponent, String shares, String price, String fee) {
        FeeSchedule schedule = new FeeSchedule(Micros.parse(rate), exponent, true);
        assertThat(schedule.takerFee(Micros.parse(shares), Price.parse(price))).isEqualTo(Micros.parse(fee));
    }

    @Property
    void neverChargesMoreThanTheRateOfTheShares(
            @ForAll @LongRange(min = 0, max = 100_000_000_000_000L) long shares,
            @ForAll @LongRange(min = 0, max = 1_000_000) long rate,
            @ForAll @IntRange(min = 1, max = 9_999) int price) {
        long fee = new FeeSchedule(rate, 1, true).takerFee(shares, price);
        assertThat(fee).isBetween(0L, Micros.mulDivDown(shares, rate, Micros.ONE) / 4);
        assertThat(fee % 10).isZero();
    }

    @Property
    void staysOnTheGrid(@ForAll @IntRange(min = -100, max = 10_100) int price) {
        for (int size : new int[] {1, 10, 25, 50, 100, 1_000}) {
            Tick tick = new Tick(size);
            assertThat(tick.allows(tick.down(price))).isTrue();
            assertThat(tick.allows(tick.up(price))).isTrue();
            if (tick.allows(price)) {
                assertThat(tick.down(price)).isEqualTo(price);
                assertThat(tick.up(price)).isEqualTo(price);
            }
        }
    }
}
