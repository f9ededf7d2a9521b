package io.slipstream.core.venue;

import io.slipstream.core.market.Side;
import io.slipstream.core.venue.Circumstances.Funds;
import io.slipstream.core.venue.Circumstances.Market;
import io.slipstream.core.venue.OrderVerdict.Accepted;
import io.slipstream.core.venue.OrderVerdict.Rejected;
import org.jspecify.annotations.Nullable;

/**
 * Whether the venue takes an order. A pure function of the order and what it meets.
 *
 * <p>Established (protocol reference 3.3 to 3.5): each rule and, but for those that {@link Refusals} names, its text. Assumed:
 * <ul>
 *   <li>the order of the checks: the venue as a whole, the order by itself, its market, its figures, the funds, the book;
 *   <li>that a GTD order's three minutes, which its clients demand, are the venue's, and that other orders may not expire;
 *   <li>that a GTD order ends at its expiration, and not a minute before it as an example of the venue's documents suggests;
 *   <li>that FOK and FAK buys are marketable whatever the book shows, and that a small buy is told so before it is told that it
 *       may not cross;
 *   <li>that a FOK buy is whole once its collateral is spent;
 *   <li>that other open orders reduce the balance, and that a buy which trades at once must cover its fee, both of which
 *       others have seen in the venue's answers.
 * </ul>
 */
public final class OrderRules {

    private static final long SECOND = 1_000_000_000L;

    private final EngineSchedule schedule;
    private final OrderLimits limits;

    /** Checks under a schedule of restarts and limits. */
    public OrderRules(EngineSchedule schedule, OrderLimits limits) {
        this.schedule = schedule;
        this.limits = limits;
    }

    /** What the venue says to an order that arrives under these circumstances; of several reasons the first. */
    public OrderVerdict check(VenueOrder order, Circumstances met) {
        Rejected refused = byTheVenue(order, met);
        if (refused == null) {
            refused = byItself(order, met.nowNanos());
        }
        if (refused == null) {
            refused = byItsMarket(met.market());
        }
        if (refused == null) {
            refused = byItsFigures(order, met);
        }
        if (refused == null) {
            refused = byTheFunds(order, met);
        }
        if (refused == null) {
            refused = byTheBook(order, met.reachable());
        }
        return refused == null ? new Accepted(met.reachable().any()) : refused;
    }

    /**
     * What becomes of an accepted order that the venue held for the taker delay, when it lets go (protocol reference 3.5: it may
     * end rejected). Assumed: that it asks again what the venue and the market do and what the book offers, and nothing else.
     */
    public OrderVerdict checkReleased(VenueOrder order, Circumstances met) {
        Rejected refused = byTheVenue(order, met);
        if (refused == null) {
            refused = byItsMarket(met.market());
        }
        if (refused == null) {
            refused = byTheBook(order, met.reachable());
        }
        return refused == null ? new Accepted(met.reachable().any()) : refused;
    }

    /** Why the venue takes no such order at all at a moment, whatever its market and book; null if it does. */
    public @Nullable Rejected closedToOrders(Circumstances.Mode mode, boolean postOnly, long nowNanos) {
        switch (mode) {
            case DISABLED -> {
                return Refusals.tradingDisabled();
            }
            case CANCEL_ONLY -> {
                return Refusals.cancelOnly();
            }
            case TRADING -> {}
        }
        long wait = schedule.remainingNanos(nowNanos);
        return switch (schedule.stateAt(nowNanos)) {
            case RESTARTING -> Refusals.restarting(postOnly ? wait : wait + schedule.postOnlyNanos());
            case POST_ONLY -> postOnly ? null : Refusals.postOnlyMode(wait);
            case RUNNING -> null;
        };
    }

    /** Whether the venue takes cancels at a moment: not while it takes nothing, nor while its matching engine is down. */
    public boolean takesCancels(Circumstances.Mode mode, long nowNanos) {
        return mode != Circumstances.Mode.DISABLED && schedule.stateAt(nowNanos) != EngineState.RESTARTING;
    }

    private @Nullable Rejected byTheVenue(VenueOrder order, Circumstances met) {
        return closedToOrders(met.mode(), order.postOnly(), met.nowNanos());
    }

    private @Nullable Rejected byItself(VenueOrder order, long nowNanos) {
        if (order.postOnly() && !order.timeInForce().rests()) {
            return Refusals.postOnlyType();
        }
        boolean valid = order.timeInForce() == TimeInForce.GTD
                ? order.expirationSeconds() >= Math.ceilDiv(nowNanos + limits.expirationLeadNanos(), SECOND)
                : order.expirationSeconds() == 0;
        return valid ? null : Refusals.expiration();
    }

    private static @Nullable Rejected byItsMarket(Market market) {
        return switch (market.phase()) {
            case CLOSED -> Refusals.marketClosed();
            case NOT_ACCEPTING -> Refusals.marketNotAccepting();
            case NOT_READY -> Refusals.marketNotReady();
            case OPEN -> null;
        };
    }

    private @Nullable Rejected byItsFigures(VenueOrder order, Circumstances met) {
        OrderAmounts amounts = order.amounts();
        Market market = met.market();
        if (!market.tick().allows(order.price())) {
            return Refusals.tickSize(order, market.tick().size());
        }
        boolean marketBuy = order.side() == Side.BUY && !order.timeInForce().rests();
        if (marketBuy) {
            if (Rounding.decimals(amounts.makerMicros()) > limits.marketBuyMakerDecimals()
                    || Rounding.decimals(amounts.takerMicros()) > limits.marketBuyTakerDecimals()) {
                return Refusals.marketBuyDecimals(limits);
            }
        } else if (Rounding.decimals(amounts.sharesMicros()) > limits.lotDecimals()) {
            return Refusals.lotSize(amounts.sharesMicros(), limits.lotDecimals());
        }
        if (amounts.sharesMicros() < market.minSizeMicros()) {
            return Refusals.minSize(order, market.minSizeMicros());
        }
        boolean marketable = marketBuy || met.reachable().any();
        if (order.side() == Side.BUY && marketable && amounts.collateralMicros() < limits.marketableBuyMicros()) {
            return Refusals.marketableMinimum(amounts.collateralMicros(), limits.marketableBuyMicros());
        }
        return null;
    }

    private static @Nullable Rejected byTheFunds(VenueOrder order, Circumstances met) {
        Funds funds = met.funds();
        boolean paysFee = order.side() == Side.BUY && met.reachable().any();
        long fee = paysFee ? met.market().fee().takerFee(order.amounts().sharesMicros(), order.price()) : 0;
        long needed = order.amounts().makerMicros() + fee;
        if (needed > funds.balanceMicros() - funds.promisedMicros()) {
            return Refusals.balance(funds, needed);
        }
        return needed > funds.allowanceMicros() ? Refusals.allowance(funds, needed) : null;
    }

    private static @Nullable Rejected byTheBook(VenueOrder order, Reachable reachable) {
        return switch (order.timeInForce()) {
            case GTC, GTD -> order.postOnly() && reachable.any() ? Refusals.postOnlyCrosses() : null;
            case FOK -> fills(order, reachable) ? null : Refusals.fokUnfillable();
            case FAK -> reachable.any() ? null : Refusals.fakNoMatch();
        };
    }

    private static boolean fills(VenueOrder order, Reachable reachable) {
        long there = order.side() == Side.BUY ? reachable.collateralMicros() : reachable.sharesMicros();
        return there >= order.amounts().makerMicros();
    }
}
