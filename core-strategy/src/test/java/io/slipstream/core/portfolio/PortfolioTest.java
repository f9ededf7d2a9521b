package io.slipstream.core.portfolio;

import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.book;
import static io.slipstream.core.engine.Fixtures.instrument;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.engine.Fixtures;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.Liquidity;
import io.slipstream.core.execution.Settlement;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PortfolioTest {

    private static final long NOW = 1_795_000_000_000_000_000L;

    private static final long CASH = 1_000 * Micros.ONE;

    private final Portfolio portfolio = new Portfolio(CASH, List.of());

    @Test
    void realizesProfitAgainstAverageCost() {
        trade(Side.BUY, "10", 4_000, "0.1");
        trade(Side.BUY, "10", 6_000, "0.1");
        Position after = trade(Side.SELL, "5", 7_000, "0.05");
        assertThat(after.sharesMicros()).isEqualTo(Micros.parse("15"));
        assertThat(after.costMicros()).isEqualTo(Micros.parse("7.5"));
        assertThat(after.realizedMicros()).isEqualTo(Micros.parse("1"));
        assertThat(after.feesMicros()).isEqualTo(Micros.parse("0.25"));
        assertThat(portfolio.cashMicros())
                .isEqualTo(CASH - Micros.parse("10") + Micros.parse("3.5") - Micros.parse("0.25"));
    }

    @Test
    void settlesOnceAtThePayout() {
        trade(Side.BUY, "10", 4_000, "0");
        Position settled = portfolio.settle(YES, Micros.ONE, NOON);
        assertThat(settled).isNotNull();
        assertThat(settled.realizedMicros()).isEqualTo(Micros.parse("6"));
        assertThat(portfolio.settle(YES, Micros.ONE, NOON)).isNull();
        assertThat(portfolio.cashMicros()).isEqualTo(CASH + Micros.parse("6"));
    }

    @Test
    void settlesAHalfPayout() {
        trade(Side.BUY, "10", 4_000, "0");
        portfolio.settle(YES, Micros.ONE / 2, NOON);
        assertThat(portfolio.cashMicros()).isEqualTo(CASH + Micros.parse("1"));
    }

    @Test
    void countsWhatIsUnmarkedAndValuesItAtCost() {
        trade(Side.BUY, "10", 4_000, "0");
        assertThat(portfolio.equity(NOON).unmarked()).isEqualTo(1);
        assertThat(portfolio.equity(NOON).equityMicros()).isEqualTo(CASH);
        LiveBooks books = Fixtures.books(YES);
        books.apply(LINE, book(YES), NOW);
        assertThat(portfolio.mark(books, NOON)).hasSize(1);
        assertThat(portfolio.mark(books, NOON)).isEmpty();
        EquityPoint point = portfolio.equity(NOON);
        assertThat(point.unmarked()).isZero();
        assertThat(point.unrealizedMicros()).isEqualTo(Micros.parse("0.8"));
    }

    @Test
    void isWorthNothingWhereNobodyBids() {
        trade(Side.BUY, "10", 4_000, "0");
        LiveBooks books = Fixtures.books(YES);
        books.apply(LINE, book(YES), NOW);
        portfolio.mark(books, NOON);
        books.apply(LINE, new BookUpdate.Snapshot(YES, List.of(), List.of(), null, 2, BookUpdate.PUSHED), NOW);
        assertThat(portfolio.mark(books, NOON)).extracting(Position::markPrice).containsExactly(0);
        assertThat(portfolio.equity(NOON).positionsMicros()).isZero();
    }

    @Test
    void cannotSellWhatItDoesNotHold() {
        assertThatThrownBy(() -> trade(Side.SELL, "1", 5_000, "0")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void conservesMoneyAndContinuesFromItsPositions() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        long paid = 0;
        for (int i = 0; i < 5_000; i++) {
            boolean buys = random.nextBoolean() || portfolio.heldMicros(YES) == 0;
            long shares = 1 + random.nextLong(buys ? 50 * Micros.ONE : portfolio.heldMicros(YES));
            int price = 1 + random.nextInt(9_999);
            long fee = random.nextInt(1_000) * 10L;
            trade(buys ? Side.BUY : Side.SELL, Micros.format(shares), price, Micros.format(fee));
            paid += (buys ? 1 : -1) * Price.notional(shares, price) + fee;
        }
        assertThat(portfolio.cashMicros()).as("seed %d", seed).isEqualTo(CASH - paid);
        EquityPoint point = portfolio.equity(NOON);
        assertThat(point.equityMicros())
                .isEqualTo(CASH + point.realizedMicros() + point.unrealizedMicros() - point.feesMicros());
        Position position = trade(Side.BUY, "1", 5_000, "0");
        Portfolio restored = new Portfolio(CASH, List.of(position));
        assertThat(restored.cashMicros()).isEqualTo(portfolio.cashMicros());
        assertThat(restored.equity(NOON)).isEqualTo(portfolio.equity(NOON));
    }

    private Position trade(Side side, String shares, int price, String fee) {
        return portfolio.apply(
                new ExecutionFill(
                        new UUID(0, 1),
                        0,
                        Micros.parse(shares),
                        price,
                        Micros.parse(fee),
                        Liquidity.TAKER,
                        Settlement.CONFIRMED,
                        NOON),
                instrument(YES),
                side);
    }
}
