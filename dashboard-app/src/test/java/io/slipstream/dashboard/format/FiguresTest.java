package io.slipstream.dashboard.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
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
        assertThat(figures.fee(null)).isEqualTo("–");
        assertThat(figures.price(null)).isEqualTo("–");
        assertThat(figures.shares(null)).isEqualTo("–");
        assertThat(figures.percent(null)).isEqualTo("–");
        assertThat(figures.millis(null)).isEqualTo("–");
        assertThat(figures.time(null)).isEqualTo("–");
        assertThat(figures.direction(null)).isEqualTo("flat");
    }

    @Test
    void keepsThePrecisionThatATraderNeeds() {
        assertThat(figures.price(new BigDecimal("0.500000"))).isEqualTo("0.50");
        assertThat(figures.price(new BigDecimal("0.0025"))).isEqualTo("0.0025");
        assertThat(figures.fee(new BigDecimal("0.012300"))).isEqualTo("$0.0123");
        assertThat(figures.shares(new BigDecimal("1234.500000"))).isEqualTo("1,234.5");
        assertThat(figures.millis(new BigDecimal("999.4"))).isEqualTo("999 ms");
        assertThat(figures.millis(new BigDecimal("1804"))).isEqualTo("1.80 s");
        assertThat(figures.count(1_234_567)).isEqualTo("1,234,567");
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
