package io.slipstream.core.portfolio;

import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.instrument;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.Liquidity;
import io.slipstream.core.execution.Settlement;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Trades that fail on chain after they were booked. {@code -Dundone.seed=} repeats a run. */
class UndoneTradesTest {

    private static final long SEED = Long.getLong("undone.seed", 20_261_122);
    private static final long CASH = 1_000 * Micros.ONE;
    private static final UUID ID = new UUID(0, 1);

    private final Portfolio portfolio = new Portfolio(CASH, List.of());
    private int seq;

    private record Booked(ExecutionFill fill, Side side) {}

    @Test
    void givesPositionCashAndFeeBack() {
        apply(Side.BUY, "10", 4_000, "0.1");
        apply(Side.BUY, "10", 6_000, "0.2");
        assertThat(portfolio.undo(YES, ID, 0, NOON)).hasSize(1);
        assertThat(portfolio.cashMicros()).isEqualTo(CASH - Micros.parse("6.2"));
        assertThat(held()).isEqualTo(new Figures("10", "6", "0", "0.2"));
        assertThat(portfolio.undo(YES, ID, 0, NOON)).as("once only").isEmpty();
    }

    /** Of 20 bought 15 were sold; without the first 10 there is nothing to settle that sell with, but with the other there is. */
    @Test
    void undoesASellOfWhatIsNotThere() {
        apply(Side.BUY, "10", 4_000, "0");
        apply(Side.BUY, "10", 6_000, "0");
        apply(Side.SELL, "15", 7_000, "0");
        apply(Side.SELL, "5", 7_000, "0");
        assertThat(portfolio.undo(YES, ID, 0, NOON))
                .extracting(ExecutionFill::seq)
                .containsExactly(0, 2);
        assertThat(held()).isEqualTo(new Figures("5", "3", "0.5", "0"));
        assertThat(portfolio.cashMicros()).isEqualTo(CASH - Micros.parse("2.5"));
    }

    @Test
    void paysOutWhatAnUndoneSellGivesBackAfterTheMarketResolved() {
        apply(Side.BUY, "10", 4_000, "0");
        apply(Side.SELL, "10", 7_000, "0");
        portfolio.confirm(YES, ID, 0);
        assertThat(portfolio.settle(YES, Micros.ONE, NOON)).isNull();
        portfolio.undo(YES, ID, 1, NOON);
        assertThat(portfolio.cashMicros()).isEqualTo(CASH + Micros.parse("6"));
        assertThat(held()).isEqualTo(new Figures("0", "0", "6", "0"));
    }

    /** After any sequence cash and position are what the fills that survive give alone, to the micro-dollar. */
    @Test
    void isWhatTheSurvivorsGiveAlone() {
        Random random = new Random(SEED);
        int undone = 0;
        int fellAlong = 0;
        for (int round = 0; round < 300; round++) {
            Portfolio under = new Portfolio(CASH, List.of());
            List<Booked> surviving = new ArrayList<>();
            Deque<ExecutionFill> unsettled = new ArrayDeque<>();
            for (int step = 0; step < 80; step++) {
                if (random.nextInt(3) > 0) {
                    boolean buys = random.nextBoolean() || under.heldMicros(YES) == 0;
                    long shares = 1 + random.nextLong(buys ? 50 * Micros.ONE : under.heldMicros(YES));
                    ExecutionFill fill = fill(step, shares, 1 + random.nextInt(9_999), random.nextInt(1_000) * 10L);
                    Side side = buys ? Side.BUY : Side.SELL;
                    under.apply(fill, instrument(YES), side);
                    surviving.add(new Booked(fill, side));
                    unsettled.add(fill);
                } else if (!unsettled.isEmpty()) {
                    ExecutionFill first = unsettled.remove();
                    if (random.nextInt(3) > 0) {
                        under.confirm(YES, ID, first.seq());
                    } else {
                        List<ExecutionFill> fallen = under.undo(YES, ID, first.seq(), NOON);
                        surviving.removeIf(booked -> fallen.contains(booked.fill()));
                        undone += fallen.isEmpty() ? 0 : 1;
                        fellAlong += Math.max(0, fallen.size() - 1);
                    }
                }
                assertIsWhatTheyGive(surviving, under, "seed %d round %d step %d".formatted(SEED, round, step));
            }
        }
        assertThat(undone).as("or nothing is shown").isGreaterThan(100);
        assertThat(fellAlong).as("or nothing is shown").isGreaterThan(100);
    }

    private static void assertIsWhatTheyGive(List<Booked> surviving, Portfolio under, String when) {
        Portfolio alone = new Portfolio(CASH, List.of());
        surviving.forEach(
                booked -> alone.apply(booked.fill().as(Settlement.CONFIRMED), instrument(YES), booked.side()));
        assertThat(under.cashMicros()).as(when).isEqualTo(alone.cashMicros());
        assertThat(Figures.of(under)).as(when).isEqualTo(Figures.of(alone));
    }

    private void apply(Side side, String shares, int price, String fee) {
        portfolio.apply(fill(seq++, Micros.parse(shares), price, Micros.parse(fee)), instrument(YES), side);
    }

    private static ExecutionFill fill(int seq, long shares, int price, long fee) {
        return new ExecutionFill(ID, seq, shares, price, fee, Liquidity.MAKER, Settlement.MATCHED, NOON);
    }

    private Figures held() {
        return Figures.of(portfolio);
    }

    /** Of the one position, in shares and dollars. */
    private record Figures(String shares, String cost, String realized, String fees) {

        static Figures of(Portfolio portfolio) {
            Position position = portfolio.position(YES);
            return position == null
                    ? new Figures("0", "0", "0", "0")
                    : new Figures(
                            Micros.format(position.sharesMicros()),
                            Micros.format(position.costMicros()),
                            Micros.format(position.realizedMicros()),
                            Micros.format(position.feesMicros()));
        }
    }
}
