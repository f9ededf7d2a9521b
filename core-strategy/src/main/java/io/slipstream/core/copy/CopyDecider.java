package io.slipstream.core.copy;

import io.slipstream.core.book.Freshness;
import io.slipstream.core.book.Quote;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.core.venue.OrderAmounts;
import org.jspecify.annotations.Nullable;

/** From a leader's fill and what is known at that moment to a decision. A pure function of its arguments. */
public final class CopyDecider {

    /** Orders are in hundredths of a share (protocol reference 3.4). */
    private static final long LOT_MICROS = 10_000;

    private static final long PRICE_MICROS_PER_UNIT = Micros.ONE / Price.ONE;
    private static final long ALL_BPS = 10_000;

    private final CopyPolicy policy;

    /** Decides under a policy. */
    public CopyDecider(CopyPolicy policy) {
        this.policy = policy;
    }

    /** The policy decided under. */
    public CopyPolicy policy() {
        return policy;
    }

    /**
     * Decides.
     *
     * @param leastAgeNanos how long ago the fill was at least, for one whose time is not known
     * @param instrument null if the token is unknown
     * @param quote null if no book can be trusted
     * @param freshness how far the quote can be relied upon
     * @param heldMicros micro-shares we hold and have not promised to another order
     * @param cashMicros micro-dollars we have and have not promised to another order
     */
    public Decision decide(
            LeaderFill fill,
            long leastAgeNanos,
            @Nullable Instrument instrument,
            @Nullable Quote quote,
            Freshness freshness,
            long heldMicros,
            long cashMicros,
            long nowNanos) {
        Decision whatever = whateverTheBook(fill, leastAgeNanos, instrument, nowNanos);
        if (whatever != null) {
            return whatever;
        }
        if (instrument == null || quote == null || freshness == Freshness.UNTRUSTED) {
            return skip(SkipReason.NO_BOOK, "no trusted order book for the token yet");
        }
        if (freshness != Freshness.FRESH) {
            return skip(
                    SkipReason.STALE_QUOTE,
                    freshness == Freshness.HARD_STALE
                            ? "the quote is too old to trade on"
                            : "the quote is a little old and was not renewed in time");
        }
        return fill.side() == Side.BUY
                ? buy(fill, instrument, quote, cashMicros)
                : sell(fill, instrument, quote, heldMicros);
    }

    /** Why the fill is not copied whatever its book shows; null if that depends on the book. */
    public @Nullable Decision whateverTheBook(
            LeaderFill fill, long leastAgeNanos, @Nullable Instrument instrument, long nowNanos) {
        if (fill.combo()) {
            return skip(SkipReason.COMBO, "a combination of positions cannot be copied on the order book");
        }
        if (instrument == null) {
            return skip(SkipReason.UNKNOWN_TOKEN, "the registry does not know token %s".formatted(fill.tokenId()));
        }
        if (!instrument.tradable()) {
            return skip(SkipReason.MARKET_CLOSED, "the market does not trade any more");
        }
        if (instrument.paused()) {
            return skip(SkipReason.MARKET_PAUSED, "the venue takes no orders in this market for now");
        }
        Long fillTime = fill.fillTimeNanos();
        long age = Math.max(leastAgeNanos, nowNanos - (fillTime == null ? fill.detectedAtNanos() : fillTime));
        if (age > policy.maxFillAgeNanos()) {
            return skip(
                    SkipReason.FILL_TOO_OLD,
                    "seen %d s after its block, at most %d s are allowed"
                            .formatted(age / 1_000_000_000L, policy.maxFillAgeNanos() / 1_000_000_000L));
        }
        return null;
    }

    private Decision buy(LeaderFill fill, Instrument instrument, Quote quote, long cashMicros) {
        if (!quote.hasAsk()) {
            return skip(SkipReason.NO_LIQUIDITY, "nobody offers");
        }
        long worst = Micros.mulDivDown(fill.tradedPriceMicros(), ALL_BPS + policy.slippageBps(), ALL_BPS);
        int limit = instrument.tick().down(worst / PRICE_MICROS_PER_UNIT);
        if (quote.ask() > limit || limit * PRICE_MICROS_PER_UNIT > worst) {
            return skip(
                    SkipReason.PRICE_MOVED,
                    "best ask %s is above our limit %s (leader paid %s)"
                            .formatted(
                                    Price.format(quote.ask()),
                                    Price.format(limit),
                                    Micros.format(fill.tradedPriceMicros())));
        }
        long shares = lots(Micros.mulDivDown(fill.tradedSharesMicros(), policy.ratioMicros(), Micros.ONE));
        boolean rests = policy.timeInForce().rests();
        OrderAmounts amounts = OrderAmounts.of(policy.timeInForce(), Side.BUY, limit, shares, instrument.tick());
        if (amounts.sharesMicros() < instrument.minSizeMicros()) {
            return belowMinimum(amounts.sharesMicros(), instrument);
        }
        long cost = amounts.collateralMicros()
                + (rests
                        ? instrument.fee().takerFee(shares, limit)
                        : instrument.fee().mostOnSpending(amounts.collateralMicros()));
        long trades = rests ? Price.notional(shares, quote.ask()) : amounts.collateralMicros();
        if (trades < policy.minNotionalMicros()) {
            return skip(
                    SkipReason.BELOW_MIN_NOTIONAL,
                    "%s shares at %s are less than $%s"
                            .formatted(
                                    Micros.format(shares),
                                    Price.format(quote.ask()),
                                    Micros.format(policy.minNotionalMicros())));
        }
        if (cost > cashMicros) {
            return skip(
                    SkipReason.INSUFFICIENT_CASH,
                    "the order may cost $%s, $%s are free".formatted(Micros.format(cost), Micros.format(cashMicros)));
        }
        return trade(Side.BUY, shares, limit, fill, quote.ask());
    }

    private Decision sell(LeaderFill fill, Instrument instrument, Quote quote, long heldMicros) {
        if (heldMicros < LOT_MICROS) {
            return skip(SkipReason.NOTHING_TO_SELL, "we hold nothing of what the leader sells");
        }
        if (!quote.hasBid()) {
            return skip(SkipReason.NO_LIQUIDITY, "nobody bids");
        }
        long worst = Micros.mulDivDown(fill.tradedPriceMicros(), ALL_BPS - policy.slippageBps(), ALL_BPS);
        int limit = instrument.tick().up(Math.ceilDiv(worst, PRICE_MICROS_PER_UNIT));
        if (quote.bid() < limit || limit * PRICE_MICROS_PER_UNIT < worst) {
            return skip(
                    SkipReason.PRICE_MOVED,
                    "best bid %s is below our limit %s (leader got %s)"
                            .formatted(
                                    Price.format(quote.bid()),
                                    Price.format(limit),
                                    Micros.format(fill.tradedPriceMicros())));
        }
        long wanted = Micros.mulDivDown(fill.tradedSharesMicros(), policy.ratioMicros(), Micros.ONE);
        long shares = lots(Math.min(wanted, heldMicros));
        if (shares < instrument.minSizeMicros()) {
            return belowMinimum(shares, instrument);
        }
        return trade(Side.SELL, shares, limit, fill, quote.bid());
    }

    private static Decision belowMinimum(long shares, Instrument instrument) {
        return skip(
                SkipReason.BELOW_MIN_SIZE,
                "%s shares are less than the market's minimum of %s"
                        .formatted(Micros.format(shares), Micros.format(instrument.minSizeMicros())));
    }

    private static Decision trade(Side side, long shares, int limit, LeaderFill fill, int touch) {
        return new Decision.Trade(
                side,
                shares,
                limit,
                // joined, as formatting took a third of the time that a decision takes
                (side == Side.BUY ? "buy " : "sell ")
                        + Micros.format(shares)
                        + " shares limit "
                        + Price.format(limit)
                        + ": leader traded "
                        + Micros.format(fill.tradedSharesMicros())
                        + " at "
                        + Micros.format(fill.tradedPriceMicros())
                        + ", the book shows "
                        + Price.format(touch));
    }

    private static Decision skip(SkipReason reason, String text) {
        return new Decision.Skip(reason, text);
    }

    private static long lots(long sharesMicros) {
        return sharesMicros - sharesMicros % LOT_MICROS;
    }
}
