package io.slipstream.dashboard.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How figures look. */
@Timeout(10)
class FiguresTest {

    private final Figures figures = new Figures();

    @Test
    void writesAmountsWithTheirSignBeforeTheDollar() {
        assertThat(figures.usdc(new BigDecimal("1234567.891"))).isEqualTo("$1,234,567.89");
        assertThat(figures.usdc(new BigDecimal("-0.5"))).isEqualTo("−$0.50");
        assertThat(figures.signedUsdc(new BigDecimal("12"))).isEqualTo("+$12.00");
        assertThat(figures.signedUsdc(new BigDecimal("-12"))).isEqualTo("−$12.00");
        assertThat(figures.signedPercent(new BigDecimal("-1.5"))).isEqualTo("−1.50%");
        assertThat(figures.exactUsdc(new BigDecimal("-1234.000001"))).isEqualTo("−$1,234.000001");
        assertThat(figures.exactUsdc(new BigDecimal("0.1"))).isEqualTo("+$0.100000");
    }

    @Test
    void givesNoSignAndNoDirectionToWhatRoundsToNothing() {
        assertThat(figures.signedUsdc(new BigDecimal("-0.004"))).isEqualTo("$0.00");
        assertThat(figures.direction(new BigDecimal("0.004"))).isEqualTo("flat");
        assertThat(figures.direction(new BigDecimal("0.01"))).isEqualTo("up");
        assertThat(figures.direction(new BigDecimal("-0.01"))).isEqualTo("down");
    }

    @Test
    void writesADashForTheUnknownAndNeverAZero() {
        assertThat(figures.usdc(null)).isEqualTo("–");
        assertThat(figures.signedUsdc(null)).isEqualTo("–");
        assertThat(figures.signedPercent(null)).isEqualTo("–");
        assertThat(figures.exactUsdc(null)).isEqualTo("–");
        assertThat(figures.fee(null)).isEqualTo("–");
        assertThat(figures.exactFee(null)).isEqualTo("–");
        assertThat(figures.price(null)).isEqualTo("–");
        assertThat(figures.shares(null)).isEqualTo("–");
        assertThat(figures.percent(null)).isEqualTo("–");
        assertThat(figures.exactPercent(null)).isEqualTo("–");
        assertThat(figures.millis(null)).isEqualTo("–");
        assertThat(figures.time(null)).isEqualTo("–");
        assertThat(figures.whole(null)).isEqualTo("–");
        assertThat(figures.decimal(null)).isEqualTo("–");
        assertThat(figures.lag(null)).isEqualTo("–");
        assertThat(figures.signedShares(null)).isEqualTo("–");
        assertThat(figures.duration(null)).isEqualTo("–");
        assertThat(figures.direction(null)).isEqualTo("flat");
    }

    @Test
    void writesFeesToTheCentAndNoneOfThemAsNothing() {
        assertThat(figures.fee(new BigDecimal("0.012300"))).isEqualTo("$0.01");
        assertThat(figures.fee(new BigDecimal("1.256"))).isEqualTo("$1.26");
        assertThat(figures.fee(new BigDecimal("0.004"))).isEqualTo("< $0.01");
        assertThat(figures.fee(BigDecimal.ZERO)).isEqualTo("$0.00");
    }

    @Test
    void keepsThePrecisionThatATraderNeeds() {
        assertThat(figures.price(new BigDecimal("0.500000"))).isEqualTo("0.50");
        assertThat(figures.price(new BigDecimal("0.0025"))).isEqualTo("0.0025");
        assertThat(figures.exactFee(new BigDecimal("0.012300"))).isEqualTo("$0.0123");
        assertThat(figures.exactFee(new BigDecimal("1234.56789"))).isEqualTo("$1,234.56789");
        assertThat(figures.shares(new BigDecimal("1234.500000"))).isEqualTo("1,234.5");
        assertThat(figures.millis(new BigDecimal("999.4"))).isEqualTo("999 ms");
        assertThat(figures.millis(new BigDecimal("1804"))).isEqualTo("1.80 s");
        assertThat(figures.count(1_234_567)).isEqualTo("1,234,567");
    }

    @Test
    void writesCountsOfThingsSignedSharesAndDurations() {
        assertThat(figures.counted(1, "fill")).isEqualTo("1 fill");
        assertThat(figures.counted(0, "fill")).isEqualTo("0 fills");
        assertThat(figures.counted(1_200, "block")).isEqualTo("1,200 blocks");
        assertThat(figures.whole(79_120_001L)).isEqualTo("79,120,001");
        assertThat(figures.decimal(new BigDecimal("1804.250"))).isEqualTo("1,804.2");
        assertThat(figures.lag(12L)).isEqualTo("12 ms");
        assertThat(figures.signedShares(new BigDecimal("-0.000001"))).isEqualTo("−0.000001");
        assertThat(figures.signedShares(new BigDecimal("1000.000000"))).isEqualTo("+1,000");
        assertThat(figures.duration(Duration.ofSeconds(42))).isEqualTo("42 s");
        assertThat(figures.duration(Duration.ofSeconds(250))).isEqualTo("4 min 10 s");
        assertThat(figures.duration(Duration.ofMinutes(133))).isEqualTo("2 h 13 min");
        assertThat(figures.duration(Duration.ofHours(51))).isEqualTo("2 d 3 h");
    }

    @Test
    void callsOnlyAllOfItAHundredPerCentAndOnlyNoneOfItNothing() {
        assertThat(figures.exactPercent(new BigDecimal("99.99999"))).isEqualTo("99.9999%");
        assertThat(figures.exactPercent(new BigDecimal("100.0000"))).isEqualTo("100%");
        assertThat(figures.share(0, 5_000)).isEqualTo("0%");
        assertThat(figures.share(1, 5_000)).isEqualTo("< 1%");
        assertThat(figures.share(2_475, 5_000)).isEqualTo("50%");
        assertThat(figures.share(4_999, 5_000)).isEqualTo("> 99%");
        assertThat(figures.share(5_000, 5_000)).isEqualTo("100%");
    }

    @Test
    void writesTimesInUtc() {
        Instant at = Instant.parse("2026-11-22T23:04:05.6Z");
        assertThat(figures.time(at)).isEqualTo("23:04:05");
        assertThat(figures.dateTime(at)).isEqualTo("22 Nov 23:04:05");
    }

    @Test
    void showsALongNumberByItsEnds() {
        assertThat(figures.ends("71321071455274812390")).isEqualTo("713210…2390");
        assertThat(figures.ends("sharp-whale")).isEqualTo("sharp-whale");
    }
}
