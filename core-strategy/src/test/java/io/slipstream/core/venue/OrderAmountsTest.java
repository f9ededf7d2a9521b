package io.slipstream.core.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.core.money.Tick;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protocol reference 3.4: its table, its vectors, and what must hold of every order. {@code -Dvenue.seed=} repeats a run. */
class OrderAmountsTest {

    private static final long SEED = Long.getLong("venue.seed", 20_261_122);
    private static final int[] TICKS = {1_000, 100, 50, 25, 10, 1};
    private static final int RUNS = 100_000;

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @CsvSource({"0.1,1,2,3", "0.01,2,2,4", "0.005,3,2,5", "0.0025,4,2,6", "0.001,3,2,5", "0.0001,4,2,6"})
    void keepsTheDecimalsOfTheTable(String tick, int price, int size, int amount) {
        assertThat(Rounding.of(tick(tick))).isEqualTo(new Rounding(price, size, amount));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1,0.5,10520000",
        "0.01,0.56,11782400",
        "0.001,0.056,1178240",
        "0.0001,0.0056,117824",
        // the rows without a published vector, by hand
        "0.005,0.565,11887600",
        "0.0025,0.5625,11835000",
        "0.0025,0.0025,52600"
    })
    void roundsLimitOrdersLikeTheClients(String tick, String price, long collateral) {
        long size = Micros.parse("21.04");
        assertThat(OrderAmounts.limit(Side.BUY, Price.parse(price), size, tick(tick)))
                .isEqualTo(new OrderAmounts(Side.BUY, collateral, 21_040_000));
        assertThat(OrderAmounts.limit(Side.SELL, Price.parse(price), size, tick(tick)))
                .isEqualTo(new OrderAmounts(Side.SELL, 21_040_000, collateral));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1,0.5,200000000",
        "0.01,0.56,178571400",
        "0.001,0.056,1785714280",
        "0.0001,0.0056,17857142857",
        "0.005,0.565,176991150",
        "0.0025,0.5625,177777777"
    })
    void roundsMarketBuysLikeTheClients(String tick, String price, long shares) {
        assertThat(OrderAmounts.market(Side.BUY, Price.parse(price), Micros.parse("100"), tick(tick)))
                .isEqualTo(new OrderAmounts(Side.BUY, 100_000_000, shares));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1,0.5,50000000",
        "0.01,0.56,56000000",
        "0.001,0.056,5600000",
        "0.0001,0.0056,560000",
        "0.005,0.565,56500000",
        "0.0025,0.5625,56250000"
    })
    void roundsMarketSellsLikeTheClients(String tick, String price, long collateral) {
        assertThat(OrderAmounts.market(Side.SELL, Price.parse(price), Micros.parse("100"), tick(tick)))
                .isEqualTo(new OrderAmounts(Side.SELL, 100_000_000, collateral));
    }

    @Test
    void cutsWhatIsFinerThanALotOrACent() {
        assertThat(OrderAmounts.limit(Side.BUY, 5_600, 21_049_999, new Tick(100))
                        .sharesMicros())
                .isEqualTo(21_040_000);
        assertThat(OrderAmounts.market(Side.BUY, 5_600, 100_009_999, new Tick(100))
                        .collateralMicros())
                .isEqualTo(100_000_000);
        assertThat(OrderAmounts.limit(Side.SELL, 5_600, 9_999, new Tick(100)))
                .isEqualTo(new OrderAmounts(Side.SELL, 0, 0));
    }

    /** The clients' habit that a caller must know of: a limit off the grid may become worse. */
    @Test
    void takesALimitOffTheGridToTheNearest() {
        assertThat(OrderAmounts.limit(Side.BUY, 5_650, 100_000_000, new Tick(100))
                        .collateralMicros())
                .isEqualTo(57_000_000);
        assertThat(OrderAmounts.limit(Side.BUY, 5_649, 100_000_000, new Tick(100))
                        .collateralMicros())
                .isEqualTo(56_000_000);
        assertThat(OrderAmounts.market(Side.SELL, 5_699, 100_000_000, new Tick(100))
                        .collateralMicros())
                .isEqualTo(56_000_000);
    }

    @Test
    void hasNoMarketOrderUnderTheTick() {
        assertThatThrownBy(() -> OrderAmounts.market(Side.BUY, 99, 100_000_000, new Tick(100)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OrderAmounts(Side.BUY, -1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isWhatTheWordsOfTheTableSay() {
        for (int i = 0; i < RUNS; i++) {
            Tick tick = anyTick();
            int price = random.nextInt(tick.size(), Price.ONE);
            long amount = anyAmount();
            for (Side side : Side.values()) {
                assertThat(OrderAmounts.limit(side, price, amount, tick))
                        .as(() -> run("limit", side, price, amount, tick))
                        .isEqualTo(TableWords.limit(side, price, amount, tick));
                assertThat(OrderAmounts.market(side, price, amount, tick))
                        .as(() -> run("market", side, price, amount, tick))
                        .isEqualTo(TableWords.market(side, price, amount, tick));
            }
        }
    }

    @Test
    void impliesALimitOnTheGridExactly() {
        for (int i = 0; i < RUNS; i++) {
            Tick tick = anyTick();
            int price = tick.down(random.nextInt(Price.ONE));
            long size = anyAmount();
            for (Side side : Side.values()) {
                OrderAmounts amounts = OrderAmounts.limit(side, price, size, tick);
                assertThat(Math.multiplyExact(amounts.collateralMicros(), Price.ONE))
                        .as(() -> run("limit", side, price, size, tick))
                        .isEqualTo(Math.multiplyExact(amounts.sharesMicros(), price));
            }
        }
    }

    /** Any limit, once it is put on the grid in our favour. */
    @Test
    void isNeverWorseThanTheLimit() {
        for (int i = 0; i < RUNS; i++) {
            Tick tick = anyTick();
            int limit = random.nextInt(tick.size(), Price.ONE - tick.size() + 1);
            long amount = 10_000 + anyAmount();
            assertNotWorse(OrderAmounts.limit(Side.BUY, tick.down(limit), amount, tick), limit, tick, amount);
            assertNotWorse(OrderAmounts.limit(Side.SELL, tick.up(limit), amount, tick), limit, tick, amount);
            assertNotWorse(OrderAmounts.market(Side.BUY, tick.down(limit), amount, tick), limit, tick, amount);
            assertNotWorse(OrderAmounts.market(Side.SELL, tick.up(limit), amount, tick), limit, tick, amount);
        }
    }

    /** The trap of sizes that are raised to the minimum after the cap was applied: rounding never raises anything. */
    @Test
    void givesAndTakesNoMoreThanWasAllowed() {
        for (int i = 0; i < RUNS; i++) {
            Tick tick = anyTick();
            int price = tick.down(random.nextInt(Price.ONE));
            long cap = anyAmount();
            Supplier<String> run = () -> run("cap", Side.BUY, price, cap, tick);
            assertThat(OrderAmounts.limit(Side.BUY, price, cap, tick).sharesMicros())
                    .as(run)
                    .isLessThanOrEqualTo(cap);
            assertThat(OrderAmounts.limit(Side.BUY, price, cap, tick).collateralMicros())
                    .as(run)
                    .isLessThanOrEqualTo(Price.notional(cap, price));
            assertThat(OrderAmounts.limit(Side.SELL, price, cap, tick).sharesMicros())
                    .as(run)
                    .isLessThanOrEqualTo(cap);
            assertThat(OrderAmounts.market(Side.BUY, price, cap, tick).collateralMicros())
                    .as(run)
                    .isLessThanOrEqualTo(cap);
            assertThat(OrderAmounts.market(Side.SELL, price, cap, tick).sharesMicros())
                    .as(run)
                    .isLessThanOrEqualTo(cap);
        }
    }

    /** No price of the grid beyond the limit would be met, and one at the limit is. */
    private static void assertNotWorse(OrderAmounts amounts, int limit, Tick tick, long amount) {
        Side side = amounts.side();
        int best = side == Side.BUY ? tick.down(limit) : tick.up(limit);
        int beyond = side == Side.BUY ? best + tick.size() : best - tick.size();
        assertThat(meets(amounts, beyond))
                .as(() -> run("beyond", side, limit, amount, tick))
                .isFalse();
        assertThat(meets(amounts, best))
                .as(() -> run("at", side, limit, amount, tick))
                .isTrue();
    }

    /** Whether the implied price, collateral for shares, lets a trade at this price happen. */
    private static boolean meets(OrderAmounts amounts, int price) {
        long implied = Math.multiplyExact(amounts.collateralMicros(), Price.ONE);
        long traded = Math.multiplyExact(amounts.sharesMicros(), price);
        return amounts.side() == Side.BUY ? implied >= traded : implied <= traded;
    }

    private Tick anyTick() {
        return new Tick(TICKS[random.nextInt(TICKS.length)]);
    }

    /** Up to a million, often small. */
    private long anyAmount() {
        return random.nextLong(1, 1_000_000_000_000L) >> random.nextInt(24);
    }

    private static String run(String what, Side side, int price, long amount, Tick tick) {
        return "seed %d: %s %s at %d of %d, %s".formatted(SEED, what, side, price, amount, tick);
    }

    private static Tick tick(String decimal) {
        return new Tick(Price.parse(decimal));
    }
}
