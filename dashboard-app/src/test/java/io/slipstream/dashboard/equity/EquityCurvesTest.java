package io.slipstream.dashboard.equity;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.dashboard.fixture.TestDatabase;
import io.slipstream.dashboard.fixture.Trading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How a curve is thinned. */
@Timeout(60)
class EquityCurvesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Trading trading;
    private EquityCurves curves;
    private Accounts accounts;

    @BeforeEach
    void start() {
        DataSource database = TestDatabase.fresh();
        trading = new Trading(database);
        trading.partitionsFor(NOW);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        curves = new EquityCurves(JdbcClient.create(database), clock);
        accounts = new Accounts(JdbcClient.create(database), clock);
    }

    @ParameterizedTest
    @EnumSource
    void hasNoPointsBeforeTheFirstValuation(EquityRange range) {
        assertThat(curves.over(range).points()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void neverHasMorePointsThanAScreenTellsApartAndEndsAtTheNewest(EquityRange range) {
        trading.jdbc().sql("""
                        INSERT INTO equity_point
                        SELECT at, 0, 0, extract(EPOCH FROM at)::bigint % 1000, 0, 0, 0, 0
                        FROM generate_series(?::timestamptz - interval '40 hours', ?::timestamptz, '7 seconds') at""").params(NOW.toString(), NOW.toString()).update();

        EquityCurve curve = curves.over(range);

        assertThat(curve.points()).hasSizeBetween(100, EquityRange.MOST_POINTS);
        assertThat(curve.points()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        Instant newest = curve.points().getLast().at();
        assertThat(Duration.between(newest, NOW)).isLessThan(Duration.ofSeconds(7));
        if (range.length() != null) {
            assertThat(curve.points().getFirst().at()).isAfterOrEqualTo(NOW.minus(range.length()));
        }
    }

    @Test
    void takesTheLastPointOfEachStepUnrounded() {
        trading.equity(Instant.parse("2026-11-22T11:00:00Z"), "100");
        trading.equity(Instant.parse("2026-11-22T11:59:44.100Z"), "1.000001");
        trading.equity(Instant.parse("2026-11-22T11:59:51.900Z"), "2.000002");
        trading.equity(Instant.parse("2026-11-22T11:59:52Z"), "110.5");

        EquityCurve curve = curves.over(EquityRange.HOUR);

        assertThat(curve.points())
                .extracting(point -> point.equityUsdc().toPlainString())
                .containsExactly("100.000000", "2.000002", "110.500000");
        assertThat(curve.changeUsdc()).isEqualByComparingTo("10.5");
        assertThat(curve.changePercent()).isEqualByComparingTo("10.50");
    }

    @ParameterizedTest
    @EnumSource
    void countsTheChangeFromTheFirstPointOfTheRangeAndNotFromTheLastOfItsFirstStep(EquityRange range) {
        trading.equity(NOW.minusMillis(1_900), "10000");
        trading.equity(NOW.minusMillis(1_800), "10003");
        trading.equity(NOW.minusMillis(1_100), "10004");
        trading.equity(NOW.minusMillis(100), "10005.5");

        EquityCurve curve = curves.over(range);

        assertThat(curve.points().getFirst().at()).isEqualTo(NOW.minusMillis(1_900));
        assertThat(curve.points()).doesNotHaveDuplicates();
        assertThat(curve.changeUsdc()).isEqualByComparingTo("5.5");
        assertThat(curve.changeUsdc())
                .isEqualByComparingTo(accounts.latest().orElseThrow().todayUsdc());
    }

    @Test
    void keepsAPointInItsStepWhileTimeGoesOn() {
        for (int second = 0; second < 600; second++) {
            trading.equity(NOW.minusSeconds(600 - second), String.valueOf(1_000 + second));
        }
        EquityCurve before = curves.over(EquityRange.HOUR);
        trading.equity(NOW.plusSeconds(9), "2000");
        EquityCurve after = curves.over(EquityRange.HOUR);

        // all but the step that is still filling
        int settled = before.points().size() - 1;
        assertThat(after.points().subList(0, settled)).isEqualTo(before.points().subList(0, settled));
    }

    @Test
    void spansYearsWithTheSameNumberOfPoints() {
        assertThat(EquityRange.ALL.stepFor(Duration.ofDays(3_650)).toSeconds() * EquityRange.MOST_POINTS)
                .isGreaterThan(Duration.ofDays(3_650).toSeconds());
        assertThat(EquityRange.ALL.stepFor(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    }
}
