package io.slipstream.dashboard.positions;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.dashboard.fixture.TestDatabase;
import io.slipstream.dashboard.fixture.Token;
import io.slipstream.dashboard.fixture.Trading;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How positions are valued. */
@Timeout(60)
class OpenPositionsTest {

    private Trading trading;
    private OpenPositions positions;

    @BeforeEach
    void start() {
        DataSource database = TestDatabase.fresh();
        trading = new Trading(database);
        positions = new OpenPositions(JdbcClient.create(database));
    }

    @Test
    void valuesAtTheBidAndLeavesTheUnmarkedUnvalued() {
        trading.position(trading.market("Will it rain?", "Yes"), "100", "52", "0.53");
        trading.position(trading.market("Will it snow?", "No"), "40", "12", null);
        trading.position(trading.market("Will it end?", "Yes"), "0", "0", "0.5");

        assertThat(positions.count()).isEqualTo(2);
        assertThat(positions.largest())
                .satisfiesExactly(
                        rain -> {
                            assertThat(rain.title()).isEqualTo("Will it rain?");
                            assertThat(rain.outcome()).isEqualTo("Yes");
                            assertThat(rain.averagePrice()).isEqualByComparingTo("0.52");
                            assertThat(rain.mark()).isEqualByComparingTo("0.53");
                            assertThat(rain.valueUsdc()).isEqualByComparingTo("53");
                            assertThat(rain.unrealizedUsdc()).isEqualByComparingTo("1");
                            assertThat(rain.settled()).isFalse();
                        },
                        snow -> {
                            assertThat(snow.mark()).isNull();
                            assertThat(snow.valueUsdc()).isNull();
                            assertThat(snow.unrealizedUsdc()).isNull();
                        });
    }

    @Test
    void valuesAResolvedMarketAtItsPayoutEvenIfThatIsNothing() {
        Token token = trading.market("Will it rain?", "Yes");
        trading.position(token, "100", "52", "0.53");
        trading.jdbc().sql("UPDATE position SET settled_payout = 0").update();

        assertThat(positions.largest()).singleElement().satisfies(settled -> {
            assertThat(settled.settled()).isTrue();
            assertThat(settled.valueUsdc()).isZero();
            assertThat(settled.unrealizedUsdc()).isEqualByComparingTo("-52");
        });
    }

    @Test
    void showsAPositionWhoseMarketIsNotInTheRegistry() {
        trading.position(trading.market("Will it rain?", "Yes"), "1", "0.5", "0.5");
        trading.jdbc().sql("TRUNCATE market_registry CASCADE").update();

        assertThat(positions.largest()).singleElement().satisfies(held -> {
            assertThat(held.title()).isNull();
            assertThat(held.outcome()).isNull();
        });
    }
}
