package io.slipstream.core.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.TickBook;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Price;
import io.slipstream.core.money.Tick;
import io.slipstream.core.venue.Circumstances.Funds;
import io.slipstream.core.venue.Circumstances.Mode;
import io.slipstream.core.venue.Circumstances.Phase;
import io.slipstream.core.venue.OrderVerdict.Accepted;
import io.slipstream.core.venue.OrderVerdict.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which reason comes first, and what holds of any order. {@code -Dvenue.seed=} repeats a run. */
class OrderRulesOrderTest {

    private static final long SEED = Long.getLong("venue.seed", 20_261_122);
    private static final long RESTART = Instant.parse("2026-10-27T11:00:00Z").getEpochSecond() * Scene.SECOND;
    private static final int[] TICKS = {1_000, 100, 50, 25, 10, 1};

    private final Random random = new Random(SEED);

    /** An order that is wrong in every way, put right one after the other. */
    @Test
    void givesTheFirstReason() {
        Scene scene = new Scene();
        scene.mode = Mode.DISABLED;
        scene.now = RESTART;
        scene.timeInForce = TimeInForce.FOK;
        scene.postOnly = true;
        scene.expirationSeconds = 1;
        scene.phase = Phase.NOT_READY;
        scene.price = 5_650;
        scene.amounts = new OrderAmounts(Side.BUY, 123_456, 123_456);
        scene.funds = new Funds(0, 0, 0);
        List<Runnable> repairs = List.of(
                () -> scene.mode = Mode.CANCEL_ONLY,
                () -> scene.mode = Mode.TRADING,
                () -> scene.now = RESTART + 90 * Scene.SECOND,
                () -> scene.postOnly = false,
                () -> scene.now = Scene.MONDAY_NOON,
                () -> scene.expirationSeconds = 0,
                () -> scene.phase = Phase.OPEN,
                () -> scene.price = 5_600,
                () -> scene.amounts = new OrderAmounts(Side.BUY, 500_000, 892_850),
                () -> scene.minSize = 0,
                () -> scene.amounts = new OrderAmounts(Side.BUY, 1_000_000, 1_785_710),
                () -> scene.funds = new Funds(2_000_000, 0, 0),
                () -> scene.funds = Funds.approved(2_000_000, 0),
                () -> scene.timeInForce = TimeInForce.FAK,
                () -> scene.reachable = new Reachable(1, 0));
        List<VenueRejection> reasons = new ArrayList<>();
        for (Runnable repair : repairs) {
            assertThat(scene.verdict()).isInstanceOfSatisfying(Rejected.class, refused -> reasons.add(refused.code()));
            repair.run();
        }
        assertThat(scene.verdict()).isEqualTo(new Accepted(true));
        assertThat(reasons)
                .containsExactly(
                        VenueRejection.TRADING_DISABLED,
                        VenueRejection.CANCEL_ONLY,
                        VenueRejection.ENGINE_RESTARTING,
                        VenueRejection.POST_ONLY_TYPE,
                        VenueRejection.POST_ONLY_MODE,
                        VenueRejection.EXPIRATION,
                        VenueRejection.MARKET_NOT_READY,
                        VenueRejection.TICK_SIZE,
                        VenueRejection.AMOUNT_DECIMALS,
                        VenueRejection.MIN_SIZE,
                        VenueRejection.MARKETABLE_MINIMUM,
                        VenueRejection.BALANCE,
                        VenueRejection.ALLOWANCE,
                        VenueRejection.FOK_UNFILLABLE,
                        VenueRejection.FAK_NO_MATCH);
    }

    /** What is rounded by the table is never refused for its decimals, but for the shares of a market buy on the finest ticks. */
    @Test
    void takesWhatWasRounded() {
        for (int i = 0; i < 50_000; i++) {
            Scene scene = new Scene();
            scene.tick = new Tick(TICKS[random.nextInt(TICKS.length)]);
            scene.minSize = 0;
            scene.price = scene.tick.down(random.nextInt(Price.ONE));
            scene.funds = Funds.approved(Long.MAX_VALUE / 2, 0);
            long amount = 1_000_000 + (random.nextLong(1_000_000_000_000L) >> random.nextInt(20));
            boolean market = random.nextBoolean();
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            scene.timeInForce = market ? TimeInForce.FAK : TimeInForce.GTC;
            scene.amounts = market
                    ? OrderAmounts.market(side, scene.price, amount, scene.tick)
                            .withTakerDecimals(OrderLimits.PUBLISHED.marketBuyTakerDecimals())
                    : OrderAmounts.limit(side, scene.price, amount, scene.tick);
            scene.reachable = market ? new Reachable(1, 0) : Reachable.NOTHING;
            assertThat(scene.verdict())
                    .as(() -> "seed %d: %s at %d".formatted(SEED, scene.amounts, scene.price))
                    .isEqualTo(new Accepted(market));
            assertNoWorsePriceIsLetIn(scene, 4);
        }
    }

    /** Whoever waits as long as told is taken. */
    @Test
    void tellsHowLongToWait() {
        for (int i = 0; i < 20_000; i++) {
            Scene scene = new Scene();
            scene.postOnly = random.nextBoolean();
            scene.now = RESTART + random.nextLong(210 * Scene.SECOND);
            if (scene.verdict() instanceof Rejected refused) {
                scene.now += refused.retryAfterNanos() - 1;
                assertThat(scene.verdict()).as("seed %d", SEED).isInstanceOf(Rejected.class);
                scene.now++;
            }
            assertThat(scene.verdict()).as("seed %d", SEED).isEqualTo(new Accepted(false));
        }
    }

    /** Against adding up every price there is. */
    @Test
    void addsUpWhatIsWithinTheLimit() {
        for (int i = 0; i < 2_000; i++) {
            TickBook book = new TickBook();
            int middle = random.nextInt(100, Price.ONE - 100);
            for (int level = random.nextInt(12); level > 0; level--) {
                book.set(Side.BUY, middle - random.nextInt(1, 100), random.nextLong(1_000_000_000));
                book.set(Side.SELL, middle + random.nextInt(100), random.nextLong(1_000_000_000));
            }
            int limit = random.nextInt(middle - 100, middle + 100);
            for (Side side : Side.values()) {
                long shares = 0;
                long collateral = 0;
                for (int price = 1; price < Price.ONE; price++) {
                    if (side == Side.BUY ? price <= limit : price >= limit) {
                        long size = book.sizeAt(side.opposite(), price);
                        shares += size;
                        collateral += Price.notional(size, price);
                    }
                }
                assertThat(Reachable.within(book, side, limit))
                        .as("seed %d: %s %d", SEED, side, limit)
                        .isEqualTo(new Reachable(shares, collateral));
            }
        }
    }

    private static void assertNoWorsePriceIsLetIn(Scene scene, int takerDecimals) {
        OrderAmounts cut = scene.amounts.side() == Side.BUY && !scene.timeInForce.rests()
                ? scene.amounts.withTakerDecimals(takerDecimals)
                : scene.amounts;
        int beyond = cut.side() == Side.BUY ? scene.price + scene.tick.size() : scene.price - scene.tick.size();
        long implied = Math.multiplyExact(cut.collateralMicros(), Price.ONE);
        long worse = Math.multiplyExact(cut.sharesMicros(), beyond);
        assertThat(cut.side() == Side.BUY ? implied < worse : implied > worse)
                .as(() -> "seed %d: %s at %d".formatted(SEED, cut, scene.price))
                .isTrue();
    }
}
