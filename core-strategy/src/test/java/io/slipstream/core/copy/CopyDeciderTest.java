package io.slipstream.core.copy;

import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.POLICY;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.instrument;
import static io.slipstream.core.engine.Fixtures.paused;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.Freshness;
import io.slipstream.core.book.OrderBook;
import io.slipstream.core.book.Quote;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.core.money.Tick;
import io.slipstream.core.venue.TimeInForce;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CopyDeciderTest {

    private static final Quote QUOTE = new Quote(4_800, 5_000);
    private static final long RICH = 1_000 * Micros.ONE;
    private static final long NOW = NOON + 2 * SECOND;

    private final CopyDecider decider = new CopyDecider(POLICY);
    private final Instrument instrument = instrument(YES);

    @Test
    void buysTheRatioUpToTheSlippageOnTheGrid() {
        Decision decision = decide(fill(1, Side.BUY, "123.456", "0.5"), QUOTE, 0, RICH);
        Decision.Trade trade = (Decision.Trade) decision;
        assertThat(trade.side()).isEqualTo(Side.BUY);
        assertThat(trade.sharesMicros()).isEqualTo(Micros.parse("12.34"));
        assertThat(trade.limitPrice()).isEqualTo(5_100); // 0.515 rounded down to the tick
        assertThat(trade.text())
                .contains("12.34")
                .contains("0.51")
                .contains("123.456")
                .contains("0.5");
    }

    @Test
    void sellsNoMoreThanIsHeld() {
        Decision.Trade trade =
                (Decision.Trade) decide(fill(1, Side.SELL, "1000", "0.48"), QUOTE, Micros.parse("7.777"), 0);
        assertThat(trade.side()).isEqualTo(Side.SELL);
        assertThat(trade.sharesMicros()).isEqualTo(Micros.parse("7.77"));
        assertThat(trade.limitPrice()).isEqualTo(4_700); // 0.4656 rounded up to the tick
    }

    @Test
    void skipsWithTheReasonThatBinds() {
        LeaderFill buy = fill(1, Side.BUY, "100", "0.5");
        LeaderFill sell = fill(1, Side.SELL, "100", "0.5");
        assertThat(reason(decider.decide(buy, 0, null, QUOTE, Freshness.FRESH, 0, RICH, NOW)))
                .isEqualTo(SkipReason.UNKNOWN_TOKEN);
        assertThat(reason(decider.decide(buy, 0, instrument.closed(), QUOTE, Freshness.FRESH, 0, RICH, NOW)))
                .isEqualTo(SkipReason.MARKET_CLOSED);
        assertThat(reason(decider.decide(buy, 0, paused(instrument), QUOTE, Freshness.FRESH, 0, RICH, NOW)))
                .isEqualTo(SkipReason.MARKET_PAUSED);
        assertThat(reason(decider.decide(buy, 0, instrument, QUOTE, Freshness.FRESH, 0, RICH, NOON + 31 * SECOND)))
                .isEqualTo(SkipReason.FILL_TOO_OLD);
        assertThat(reason(decider.decide(buy, 0, instrument, QUOTE, Freshness.SOFT_STALE, 0, RICH, NOW)))
                .isEqualTo(SkipReason.STALE_QUOTE);
        assertThat(reason(decider.decide(buy, 0, instrument, QUOTE, Freshness.HARD_STALE, 0, RICH, NOW)))
                .isEqualTo(SkipReason.STALE_QUOTE);
        assertThat(reason(decider.decide(buy, 0, instrument, null, Freshness.FRESH, 0, RICH, NOW)))
                .isEqualTo(SkipReason.NO_BOOK);
        assertThat(reason(decide(buy, new Quote(4_800, OrderBook.NO_ASK), 0, RICH)))
                .isEqualTo(SkipReason.NO_LIQUIDITY);
        assertThat(reason(decide(sell, new Quote(OrderBook.NO_BID, 5_000), RICH, 0)))
                .isEqualTo(SkipReason.NO_LIQUIDITY);
        assertThat(reason(decide(buy, new Quote(5_100, 5_200), 0, RICH))).isEqualTo(SkipReason.PRICE_MOVED);
        assertThat(reason(decide(sell, new Quote(4_800, 5_200), RICH, 0))).isEqualTo(SkipReason.PRICE_MOVED);
        assertThat(reason(decide(fill(1, Side.BUY, "49.99", "0.5"), QUOTE, 0, RICH)))
                .isEqualTo(SkipReason.BELOW_MIN_SIZE);
        assertThat(reason(decide(fill(1, Side.BUY, "60", "0.15"), new Quote(1_000, 1_500), 0, RICH)))
                .isEqualTo(SkipReason.BELOW_MIN_NOTIONAL);
        assertThat(reason(decide(sell, QUOTE, 0, RICH))).isEqualTo(SkipReason.NOTHING_TO_SELL);
        assertThat(reason(decide(buy, QUOTE, 0, Micros.ONE))).isEqualTo(SkipReason.INSUFFICIENT_CASH);
    }

    /** Trap: a size is clamped before it is checked, and the check is dead. Each check binds by the smallest unit. */
    @Test
    void checksWhatWasNotClampedBefore() {
        assertThat(reason(decide(fill(1, Side.BUY, "49.99", "0.5"), QUOTE, 0, RICH)))
                .isEqualTo(SkipReason.BELOW_MIN_SIZE);
        assertThat(shares(decide(fill(1, Side.BUY, "50", "0.5"), QUOTE, 0, RICH)))
                .isEqualTo("5");
        LeaderFill sale = fill(1, Side.SELL, "100", "0.48");
        assertThat(reason(decide(sale, QUOTE, Micros.parse("4.999999"), 0))).isEqualTo(SkipReason.BELOW_MIN_SIZE);
        assertThat(shares(decide(sale, QUOTE, Micros.parse("5"), 0))).isEqualTo("5");
        assertThat(reason(decide(sale, QUOTE, Micros.parse("0.009999"), 0))).isEqualTo(SkipReason.NOTHING_TO_SELL);
        Quote cheap = new Quote(900, 1_000);
        assertThat(reason(decide(fill(1, Side.BUY, "99.9", "0.1"), cheap, 0, RICH)))
                .isEqualTo(SkipReason.BELOW_MIN_NOTIONAL);
        assertThat(shares(decide(fill(1, Side.BUY, "100", "0.1"), cheap, 0, RICH)))
                .isEqualTo("10");
        LeaderFill buy = fill(1, Side.BUY, "100", "0.5"); // ten shares at 0.51, and 0.12495 of fee
        assertThat(reason(decide(buy, QUOTE, 0, Micros.parse("5.224949")))).isEqualTo(SkipReason.INSUFFICIENT_CASH);
        assertThat(shares(decide(buy, QUOTE, 0, Micros.parse("5.22495")))).isEqualTo("10");
    }

    /** Trap: what is too small is bumped up to the market's five shares, over the cap that it was cut to. */
    @Test
    void skipsWhatIsTooSmallInsteadOfBumpingItOverItsCap() {
        LeaderFill small = fill(1, Side.BUY, "49", "0.5"); // a tenth of it is 4.9
        assertThat(reason(decide(small, QUOTE, 0, RICH))).isEqualTo(SkipReason.BELOW_MIN_SIZE);
        LeaderFill sale = fill(1, Side.SELL, "1000", "0.48");
        assertThat(reason(decide(sale, QUOTE, Micros.parse("4.9"), RICH)))
                .as("five would be more than is held")
                .isEqualTo(SkipReason.BELOW_MIN_SIZE);
        assertThat(shares(decide(fill(1, Side.BUY, "50.19", "0.5"), QUOTE, 0, RICH)))
                .as("5.019 is cut to lots, not rounded up")
                .isEqualTo("5.01");
    }

    /** Trap: a tolerance of zero means the usual one. */
    @Test
    void takesZeroToleranceAsZero() {
        CopyDecider strict = new CopyDecider(new CopyPolicy(Micros.ONE, 0, TimeInForce.GTC, SECOND, 30 * SECOND, 0));
        LeaderFill fill = fill(1, Side.BUY, "10", "0.49");
        assertThat(reason(strict.decide(fill, 0, instrument, QUOTE, Freshness.FRESH, 0, RICH, NOW)))
                .isEqualTo(SkipReason.PRICE_MOVED);
        assertThat(strict.decide(fill(1, Side.BUY, "10", "0.5"), 0, instrument, QUOTE, Freshness.FRESH, 0, RICH, NOW))
                .isInstanceOfSatisfying(
                        Decision.Trade.class,
                        trade -> assertThat(trade.limitPrice()).isEqualTo(5_000));
    }

    /** A FAK buy is sized in whole cents: of 5 shares at 0.333 those are 1.66 dollars, which want 4.98 shares. */
    @Test
    void asksForTheMinimumOfWhatAMarketBuyIsSignedFor() {
        CopyDecider fak =
                new CopyDecider(new CopyPolicy(Micros.ONE, 0, TimeInForce.FAK, SECOND, 30 * SECOND, Micros.ONE));
        LeaderFill least = fill(1, Side.BUY, "5", "0.333");
        Instrument fine = instrument.withTick(new Tick(10));
        Quote quote = new Quote(3_320, 3_330);
        assertThat(reason(fak.decide(least, 0, fine, quote, Freshness.FRESH, 0, RICH, NOW)))
                .isEqualTo(SkipReason.BELOW_MIN_SIZE);
        assertThat(fak.decide(fill(1, Side.BUY, "5.02", "0.333"), 0, fine, quote, Freshness.FRESH, 0, RICH, NOW))
                .isInstanceOf(Decision.Trade.class);
    }

    /** The money goes further where it is cheaper, and the fee with it: 5 % of all of it are the most. */
    @Test
    void keepsTheHighestFeeOfAMarketBuyBack() {
        CopyDecider fak =
                new CopyDecider(new CopyPolicy(Micros.ONE, 0, TimeInForce.FAK, SECOND, 30 * SECOND, Micros.ONE));
        LeaderFill ten = fill(1, Side.BUY, "10", "0.5");
        long most = Micros.parse("5.25");
        assertThat(reason(fak.decide(ten, 0, instrument, QUOTE, Freshness.FRESH, 0, most - 1, NOW)))
                .isEqualTo(SkipReason.INSUFFICIENT_CASH);
        assertThat(fak.decide(ten, 0, instrument, QUOTE, Freshness.FRESH, 0, most, NOW))
                .isInstanceOf(Decision.Trade.class);
    }

    /** A leader may trade off today's grid; rounding into the grid must not exceed the allowance. */
    @Test
    void doesNotRoundBeyondTheSlippage() {
        assertThat(reason(decide(fill(1, Side.BUY, "2000", "0.003"), new Quote(0, 100), 0, RICH)))
                .isEqualTo(SkipReason.PRICE_MOVED);
        CopyDecider strict = new CopyDecider(new CopyPolicy(Micros.ONE, 0, TimeInForce.GTC, SECOND, 30 * SECOND, 0));
        LeaderFill sale = fill(1, Side.SELL, "20", "0.999");
        assertThat(reason(strict.decide(sale, 0, instrument, new Quote(9_900, 10_000), Freshness.FRESH, RICH, 0, NOW)))
                .isEqualTo(SkipReason.PRICE_MOVED);
    }

    @Property
    void neverExceedsHoldingsCashRatioOrSlippage(
            @ForAll boolean buys,
            @ForAll @LongRange(min = 1, max = 5_000_000_000L) long shares,
            @ForAll @IntRange(min = 100, max = 9_900) int price,
            @ForAll @IntRange(min = 1, max = 98) int bid,
            @ForAll @LongRange(min = 0, max = 200_000_000) long held,
            @ForAll @LongRange(min = 0, max = 200_000_000) long cash) {
        LeaderFill fill = fill(1, buys ? Side.BUY : Side.SELL, Micros.format(shares), Price.format(price));
        Quote quote = new Quote(bid * 100, bid * 100 + 100);
        if (decide(fill, quote, held, cash) instanceof Decision.Trade trade) {
            assertThat(trade.sharesMicros()).isBetween(instrument.minSizeMicros(), shares / 10);
            assertThat(trade.sharesMicros() % 10_000).isZero();
            assertThat(instrument.tick().allows(trade.limitPrice())).isTrue();
            if (buys) {
                assertThat(Price.notional(trade.sharesMicros(), trade.limitPrice()))
                        .isLessThanOrEqualTo(cash);
                assertThat((long) trade.limitPrice()).isLessThanOrEqualTo(price * 10_300L / 10_000);
            } else {
                assertThat(trade.sharesMicros()).isLessThanOrEqualTo(held);
                assertThat(trade.limitPrice() * 10_000L).isGreaterThanOrEqualTo(price * 9_700L);
            }
        }
    }

    private Decision decide(LeaderFill fill, Quote quote, long held, long cash) {
        return decider.decide(fill, 0, instrument, quote, Freshness.FRESH, held, cash, NOW);
    }

    private static String shares(Decision decision) {
        return Micros.format(((Decision.Trade) decision).sharesMicros());
    }

    private static SkipReason reason(Decision decision) {
        return ((Decision.Skip) decision).reason();
    }
}
