package io.slipstream.core.venue;

import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.core.venue.OrderVerdict.Rejected;

/**
 * The venue's words (protocol reference 3.5), as far as they are known. Ours are those of {@link VenueRejection#ENGINE_RESTARTING},
 * whose answer has no documented text, and of {@link VenueRejection#MARKET_CLOSED} and
 * {@link VenueRejection#MARKET_NOT_ACCEPTING}, which nobody has quoted.
 */
final class Refusals {

    /** Where it is not known how long something lasts: what the venue advises to begin with, to be doubled from there. */
    static final long FIRST_WAIT_NANOS = 1_000_000_000L;

    private static final String NOT_ENOUGH = "not enough balance / allowance: ";

    private Refusals() {}

    static Rejected tradingDisabled() {
        return later(
                VenueRejection.TRADING_DISABLED,
                "Trading is currently disabled. Check polymarket.com for updates",
                FIRST_WAIT_NANOS);
    }

    static Rejected cancelOnly() {
        return later(
                VenueRejection.CANCEL_ONLY,
                "Trading is currently cancel-only. New orders are not accepted, but cancels are allowed.",
                FIRST_WAIT_NANOS);
    }

    static Rejected restarting(long waitNanos) {
        return later(VenueRejection.ENGINE_RESTARTING, "the matching engine is restarting", waitNanos);
    }

    static Rejected postOnlyMode(long waitNanos) {
        return later(
                VenueRejection.POST_ONLY_MODE,
                "post-only mode: only post-only orders and cancels are allowed",
                waitNanos);
    }

    static Rejected postOnlyType() {
        return now(VenueRejection.POST_ONLY_TYPE, "invalid post-only order: only GTC and GTD order types are allowed");
    }

    static Rejected expiration() {
        return now(VenueRejection.EXPIRATION, "invalid expiration");
    }

    static Rejected marketClosed() {
        return now(VenueRejection.MARKET_CLOSED, "the market is closed");
    }

    static Rejected marketNotAccepting() {
        return later(VenueRejection.MARKET_NOT_ACCEPTING, "the market is not accepting orders", FIRST_WAIT_NANOS);
    }

    static Rejected marketNotReady() {
        return later(
                VenueRejection.MARKET_NOT_READY, "the market is not yet ready to process new orders", FIRST_WAIT_NANOS);
    }

    static Rejected tickSize(VenueOrder order, int tick) {
        return now(
                VenueRejection.TICK_SIZE,
                "order %s is invalid. Price (%s) breaks minimum tick size rule: %s"
                        .formatted(order.orderId(), Price.format(order.price()), Price.format(tick)));
    }

    static Rejected lotSize(long sharesMicros, int decimals) {
        return now(
                VenueRejection.LOT_SIZE,
                "Size %s has %d decimal places. Maximum lot size is %d"
                        .formatted(Micros.format(sharesMicros), Rounding.decimals(sharesMicros), decimals));
    }

    static Rejected marketBuyDecimals(OrderLimits limits) {
        return now(
                VenueRejection.AMOUNT_DECIMALS,
                ("invalid amounts, the market buy orders maker amount supports a max accuracy of %d decimals,"
                                + " taker amount a max of %d decimals")
                        .formatted(limits.marketBuyMakerDecimals(), limits.marketBuyTakerDecimals()));
    }

    static Rejected minSize(VenueOrder order, long minSizeMicros) {
        return now(
                VenueRejection.MIN_SIZE,
                "order %s is invalid. Size (%s) lower than the minimum: %s"
                        .formatted(
                                order.orderId(),
                                Micros.format(order.amounts().sharesMicros()),
                                Micros.format(minSizeMicros)));
    }

    static Rejected marketableMinimum(long collateralMicros, long minimumMicros) {
        return now(
                VenueRejection.MARKETABLE_MINIMUM,
                "invalid amount for a marketable BUY order ($%s), min size: $%s"
                        .formatted(Micros.format(collateralMicros), Micros.format(minimumMicros)));
    }

    static Rejected balance(Circumstances.Funds funds, long neededMicros) {
        String figures = funds.promisedMicros() == 0
                ? "balance: %d, order amount: %d".formatted(funds.balanceMicros(), neededMicros)
                : "balance: %d, sum of active orders: %d, sum of matched orders: 0, order amount (inc. fees): %d"
                        .formatted(funds.balanceMicros(), funds.promisedMicros(), neededMicros);
        return now(VenueRejection.BALANCE, NOT_ENOUGH + "the balance is not enough -> " + figures);
    }

    static Rejected allowance(Circumstances.Funds funds, long neededMicros) {
        return now(
                VenueRejection.ALLOWANCE,
                NOT_ENOUGH
                        + "the allowance is not enough -> allowance: %d, order amount (inc. fees): %d"
                                .formatted(funds.allowanceMicros(), neededMicros));
    }

    static Rejected postOnlyCrosses() {
        return now(VenueRejection.POST_ONLY_CROSSES, "invalid post-only order: order crosses book");
    }

    static Rejected fokUnfillable() {
        return now(
                VenueRejection.FOK_UNFILLABLE,
                "order couldn't be fully filled. FOK orders are fully filled or killed.");
    }

    static Rejected fakNoMatch() {
        return now(
                VenueRejection.FAK_NO_MATCH,
                "no orders found to match with FAK order."
                        + " FAK orders are partially filled or killed if no match is found.");
    }

    private static Rejected now(VenueRejection code, String reason) {
        return new Rejected(code, reason, 0);
    }

    private static Rejected later(VenueRejection code, String reason, long waitNanos) {
        return new Rejected(code, reason, waitNanos);
    }
}
