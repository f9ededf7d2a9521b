package io.slipstream.core.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.core.money.Tick;
import io.slipstream.core.venue.Circumstances.Funds;
import io.slipstream.core.venue.Circumstances.Mode;
import io.slipstream.core.venue.Circumstances.Phase;
import io.slipstream.core.venue.OrderVerdict.Accepted;
import io.slipstream.core.venue.OrderVerdict.Rejected;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Protocol reference 3.3 to 3.5, in the venue's words. */
class OrderRulesTest {

    private static final long SECOND = Scene.SECOND;
    /** Seven in New York, summer time. */
    private static final long RESTART = Instant.parse("2026-10-27T11:00:00Z").getEpochSecond() * SECOND;

    private final Scene scene = new Scene();

    @Test
    void takesAnOrderThatRests() {
        assertThat(scene.verdict()).isEqualTo(new Accepted(false));
    }

    @Test
    void takesAnOrderThatTradesAtOnce() {
        assertThat(scene.meets("1", "0.55").verdict()).isEqualTo(new Accepted(true));
    }

    @Test
    void refusesEverythingWhileTradingIsOff() {
        scene.mode = Mode.DISABLED;
        assertRefused(
                VenueRejection.TRADING_DISABLED,
                "Trading is currently disabled. Check polymarket.com for updates",
                SECOND);
        scene.mode = Mode.CANCEL_ONLY;
        assertRefused(
                VenueRejection.CANCEL_ONLY,
                "Trading is currently cancel-only. New orders are not accepted, but cancels are allowed.",
                SECOND);
    }

    @Test
    void refusesWhileTheEngineRestarts() {
        scene.now = RESTART + 30 * SECOND;
        // nothing is gained by coming back while it takes post-only orders
        assertRefused(VenueRejection.ENGINE_RESTARTING, "the matching engine is restarting", 180 * SECOND);
        scene.postOnly = true;
        assertRefused(VenueRejection.ENGINE_RESTARTING, "the matching engine is restarting", 60 * SECOND);
        scene.now += 60 * SECOND;
        assertThat(scene.verdict()).isEqualTo(new Accepted(false));
    }

    @Test
    void takesPostOnlyOrdersAloneAfterARestart() {
        scene.now = RESTART + 131 * SECOND;
        assertRefused(
                VenueRejection.POST_ONLY_MODE,
                "post-only mode: only post-only orders and cancels are allowed",
                79 * SECOND);
        scene.now += 79 * SECOND;
        assertThat(scene.verdict()).isEqualTo(new Accepted(false));
    }

    @ParameterizedTest
    @EnumSource(names = {"FOK", "FAK"})
    void refusesPostOnlyOrdersThatCannotRest(TimeInForce timeInForce) {
        scene.market(timeInForce, Side.BUY, "0.56", "100").postOnly = true;
        assertRefused(
                VenueRejection.POST_ONLY_TYPE, "invalid post-only order: only GTC and GTD order types are allowed", 0);
    }

    @Test
    void wantsThreeMinutesToLive() {
        scene.timeInForce = TimeInForce.GTD;
        scene.expirationSeconds = Scene.MONDAY_NOON / SECOND + 180;
        assertThat(scene.verdict()).isEqualTo(new Accepted(false));
        scene.now++;
        assertRefused(VenueRejection.EXPIRATION, "invalid expiration", 0);
        scene.expirationSeconds++;
        assertThat(scene.verdict()).isEqualTo(new Accepted(false));
        scene.expirationSeconds = 0;
        assertRefused(VenueRejection.EXPIRATION, "invalid expiration", 0);
    }

    @Test
    void wantsNoExpirationOfOtherOrders() {
        scene.expirationSeconds = Scene.MONDAY_NOON / SECOND + 1_000;
        assertRefused(VenueRejection.EXPIRATION, "invalid expiration", 0);
    }

    @Test
    void refusesWhatTheMarketDoesNotTake() {
        scene.phase = Phase.CLOSED;
        assertRefused(VenueRejection.MARKET_CLOSED, "the market is closed", 0);
        scene.phase = Phase.NOT_ACCEPTING;
        assertRefused(VenueRejection.MARKET_NOT_ACCEPTING, "the market is not accepting orders", SECOND);
        scene.phase = Phase.NOT_READY;
        assertRefused(VenueRejection.MARKET_NOT_READY, "the market is not yet ready to process new orders", SECOND);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1,0.1,0.9,0.05,0.95,0.55",
        "0.01,0.01,0.99,0.001,0.995,0.565",
        "0.005,0.005,0.995,0.0025,0.9975,0.561",
        "0.0025,0.0025,0.9975,0.001,0.999,0.561",
        "0.001,0.001,0.999,0.0005,0.9995,0.5615",
        "0.0001,0.0001,0.9999,0,1,1.0001"
    })
    void wantsAPriceOnTheGrid(String tick, String least, String most, String under, String over, String off) {
        scene.tick = new Tick(Price.parse(tick));
        scene.signedFor = new Tick(1);
        for (String allowed : new String[] {least, most}) {
            assertThat(scene.limit(Side.SELL, allowed, "100").verdict())
                    .as(allowed)
                    .isEqualTo(new Accepted(false));
        }
        for (String refused : new String[] {under, over, off}) {
            scene.limit(Side.SELL, refused, "100");
            assertRefused(
                    VenueRejection.TICK_SIZE,
                    "order 0xabc is invalid. Price (%s) breaks minimum tick size rule: %s".formatted(refused, tick),
                    0);
        }
    }

    @Test
    void wantsHundredthsOfAShare() {
        scene.amounts = new OrderAmounts(Side.BUY, 10_000_000, 12_820_500);
        assertRefused(VenueRejection.LOT_SIZE, "Size 12.8205 has 4 decimal places. Maximum lot size is 2", 0);
        scene.market(TimeInForce.FAK, Side.SELL, "0.56", "100").meets("100", "0.56").amounts =
                new OrderAmounts(Side.SELL, 12_821_000, 7_179_760);
        assertRefused(VenueRejection.LOT_SIZE, "Size 12.821 has 3 decimal places. Maximum lot size is 2", 0);
    }

    /** A buy that is filled at once but sized like one that rests has a maker amount that the venue does not take. */
    @Test
    void wantsCentsOfABuyThatIsFilledAtOnce() {
        String reason = "invalid amounts, the market buy orders maker amount supports a max accuracy of 2 decimals,"
                + " taker amount a max of 5 decimals";
        scene.limit(Side.BUY, "0.56", "21.04").meets("100", "0.56").timeInForce = TimeInForce.FAK;
        assertRefused(VenueRejection.AMOUNT_DECIMALS, reason, 0);
        assertThat(scene.market(TimeInForce.FAK, Side.BUY, "0.56", "11.78").verdict())
                .isEqualTo(new Accepted(true));
        scene.tick = scene.signedFor = new Tick(25);
        scene.market(TimeInForce.FAK, Side.BUY, "0.5625", "100");
        assertRefused(VenueRejection.AMOUNT_DECIMALS, reason, 0);
        scene.amounts = scene.amounts.withTakerDecimals(OrderLimits.PUBLISHED.marketBuyTakerDecimals());
        assertThat(scene.amounts).isEqualTo(new OrderAmounts(Side.BUY, 100_000_000, 177_777_770));
        assertThat(scene.verdict()).isEqualTo(new Accepted(true));
    }

    @Test
    void wantsTheMarketsMinimum() {
        scene.limit(Side.BUY, "0.56", "3");
        assertRefused(VenueRejection.MIN_SIZE, "order 0xabc is invalid. Size (3) lower than the minimum: 5", 0);
        scene.limit(Side.SELL, "0.56", "4.999");
        assertRefused(VenueRejection.MIN_SIZE, "order 0xabc is invalid. Size (4.99) lower than the minimum: 5", 0);
        assertThat(scene.limit(Side.SELL, "0.56", "5").verdict()).isEqualTo(new Accepted(false));
    }

    @Test
    void wantsADollarOfABuyThatTradesAtOnce() {
        scene.limit(Side.BUY, "0.14", "7");
        assertThat(scene.verdict()).as("it rests").isEqualTo(new Accepted(false));
        scene.meets("1", "0.14");
        assertRefused(
                VenueRejection.MARKETABLE_MINIMUM,
                "invalid amount for a marketable BUY order ($0.98), min size: $1",
                0);
        assertThat(scene.limit(Side.BUY, "0.1", "10").meets("1", "0.1").verdict())
                .isEqualTo(new Accepted(true));
        assertThat(scene.limit(Side.SELL, "0.14", "7").verdict()).as("a sell").isEqualTo(new Accepted(true));
        scene.market(TimeInForce.FAK, Side.BUY, "0.1", "0.99").reachable = Reachable.NOTHING;
        assertRefused(
                VenueRejection.MARKETABLE_MINIMUM,
                "invalid amount for a marketable BUY order ($0.99), min size: $1",
                0);
    }

    @Test
    void wantsWhatItCosts() {
        scene.funds = Funds.approved(Micros.parse("55.999999"), 0);
        assertRefused(
                VenueRejection.BALANCE,
                "not enough balance / allowance: the balance is not enough -> balance: 55999999, order amount: 56000000",
                0);
        scene.funds = Funds.approved(Micros.parse("60"), Micros.parse("4"));
        assertThat(scene.verdict()).isEqualTo(new Accepted(false));
        scene.funds = Funds.approved(Micros.parse("60"), Micros.parse("4.1"));
        assertRefused(
                VenueRejection.BALANCE,
                "not enough balance / allowance: the balance is not enough -> balance: 60000000,"
                        + " sum of active orders: 4100000, sum of matched orders: 0, order amount (inc. fees): 56000000",
                0);
    }

    /** 100 shares at 0.56 under 0.05: 1.232. */
    @Test
    void wantsTheFeeOfABuyThatTradesAtOnce() {
        scene.meets("1", "0.56").funds = Funds.approved(Micros.parse("57.232"), 0);
        assertThat(scene.verdict()).isEqualTo(new Accepted(true));
        scene.funds = Funds.approved(Micros.parse("57.231999"), 0);
        assertRefused(
                VenueRejection.BALANCE,
                "not enough balance / allowance: the balance is not enough -> balance: 57231999, order amount: 57232000",
                0);
    }

    @Test
    void wantsTheSharesThatAreSold() {
        scene.limit(Side.SELL, "0.56", "100").meets("1", "0.56").funds = Funds.approved(Micros.parse("100"), 0);
        assertThat(scene.verdict()).isEqualTo(new Accepted(true));
        scene.funds = Funds.approved(Micros.parse("99.99"), 0);
        assertRefused(
                VenueRejection.BALANCE,
                "not enough balance / allowance: the balance is not enough -> balance: 99990000, order amount: 100000000",
                0);
    }

    @Test
    void wantsTheExchangesApproval() {
        scene.funds = new Funds(Micros.parse("1000"), 0, 0);
        assertRefused(
                VenueRejection.ALLOWANCE,
                "not enough balance / allowance: the allowance is not enough -> allowance: 0,"
                        + " order amount (inc. fees): 56000000",
                0);
    }

    @Test
    void refusesPostOnlyOrdersThatCross() {
        scene.postOnly = true;
        assertThat(scene.verdict()).isEqualTo(new Accepted(false));
        scene.meets("0.01", "0.56");
        assertRefused(VenueRejection.POST_ONLY_CROSSES, "invalid post-only order: order crosses book", 0);
    }

    @Test
    void fillsAFokWholeOrNotAtAll() {
        String reason = "order couldn't be fully filled. FOK orders are fully filled or killed.";
        scene.market(TimeInForce.FOK, Side.BUY, "0.56", "100").meets("178.57", "0.56");
        assertRefused(VenueRejection.FOK_UNFILLABLE, reason, 0);
        assertThat(scene.meets("178.58", "0.56").verdict()).isEqualTo(new Accepted(true));
        scene.meets("190", "0.5");
        assertRefused(VenueRejection.FOK_UNFILLABLE, reason, 0);
        scene.market(TimeInForce.FOK, Side.SELL, "0.56", "100").meets("99.99", "0.6");
        assertRefused(VenueRejection.FOK_UNFILLABLE, reason, 0);
        assertThat(scene.meets("100", "0.6").verdict()).isEqualTo(new Accepted(true));
    }

    @Test
    void refusesAFakThatFindsNothing() {
        scene.market(TimeInForce.FAK, Side.BUY, "0.56", "100");
        assertRefused(
                VenueRejection.FAK_NO_MATCH,
                "no orders found to match with FAK order. FAK orders are partially filled or killed if no match is found.",
                0);
        assertThat(scene.meets("0.01", "0.56").verdict()).isEqualTo(new Accepted(true));
    }

    private void assertRefused(VenueRejection code, String reason, long retryAfterNanos) {
        assertThat(scene.verdict()).isEqualTo(new Rejected(code, reason, retryAfterNanos));
        assertThat(retryAfterNanos > 0).isEqualTo(code.retry() == VenueRejection.Retry.LATER);
    }
}
