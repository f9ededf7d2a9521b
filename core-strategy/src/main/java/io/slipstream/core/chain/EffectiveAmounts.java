package io.slipstream.core.chain;

import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order really traded. The log of the order that took says what it gave before what was not needed came back: of V1
 * always, of V2 with a MINT in a purchase or a MERGE in a sale (venue update 2). What it got is always true.
 *
 * @param sharesMicros bought or sold, greater than zero
 * @param usdcMicros paid or received without the fee
 */
public record EffectiveAmounts(long sharesMicros, long usdcMicros) {

    /** A price is told up to a million dollars a share: beyond it, an order gave much for next to nothing. */
    private static final long MOST_DOLLARS = 1_000_000;

    /** Checks the shares. */
    public EffectiveAmounts {
        if (sharesMicros <= 0 || usdcMicros < 0) {
            throw new IllegalArgumentException(
                    "%d micro-shares for %d micro-dollars are no trade".formatted(sharesMicros, usdcMicros));
        }
    }

    /**
     * What an order that took really traded, from the logs of the orders that it met (venue update 1: the sums over the
     * maker orders). A COMPLEMENTARY counterparty trades the same token the other way; a MINT buys and a MERGE sells the
     * other token, and the rest of the dollar is the taker's. Null if these logs do not explain what the order got: some are
     * missing, or some are of another match.
     *
     * @param taker the log of the order that took
     * @param makers the logs of the same match that name its owner as the taker
     */
    public static @Nullable EffectiveAmounts of(OrderFill taker, Collection<OrderFill> makers) {
        long shares = 0;
        long usdc = 0;
        for (OrderFill maker : makers) {
            boolean complementary = maker.side() != taker.side();
            if (complementary != maker.tokenId().equals(taker.tokenId())) {
                return null;
            }
            shares = Math.addExact(shares, maker.sharesMicros());
            long part = complementary ? maker.usdcMicros() : maker.sharesMicros() - maker.usdcMicros();
            usdc = Math.addExact(usdc, part);
        }
        boolean whole = taker.side() == Side.BUY ? shares == taker.sharesMicros() : usdc == taker.usdcMicros();
        boolean within = taker.side() == Side.BUY ? usdc <= taker.usdcMicros() : shares <= taker.sharesMicros();
        return whole && within && shares > 0 && usdc >= 0 ? new EffectiveAmounts(shares, usdc) : null;
    }

    /**
     * The same among fills of one transaction, which may hold several matches: the orders that an order met are those that
     * name its owner as the taker and stand between its log and the one before of an order of his that took (protocol
     * reference 1.3).
     */
    public static @Nullable EffectiveAmounts among(Collection<OrderFill> transaction, OrderFill taker) {
        long end = taker.log().logIndex();
        long begin = -1;
        for (OrderFill fill : transaction) {
            long index = fill.log().logIndex();
            if (fill.isAggressor() && fill.maker().equals(taker.maker()) && isOn(taker, fill) && index < end) {
                begin = Math.max(begin, index);
            }
        }
        List<OrderFill> makers = new ArrayList<>();
        for (OrderFill fill : transaction) {
            long index = fill.log().logIndex();
            if (fill.taker().equals(taker.maker()) && isOn(taker, fill) && index > begin && index < end) {
                makers.add(fill);
            }
        }
        return of(taker, makers);
    }

    private static boolean isOn(OrderFill taker, OrderFill fill) {
        return fill.log().address().equals(taker.log().address());
    }

    /** Collateral per share in millionths, rounded half up, at most a million dollars. */
    public long priceMicros() {
        return priceMicros(usdcMicros, sharesMicros);
    }

    static long priceMicros(long usdcMicros, long sharesMicros) {
        return usdcMicros / MOST_DOLLARS >= sharesMicros
                ? MOST_DOLLARS * Micros.ONE
                : Micros.mulDivHalfUp(usdcMicros, Micros.ONE, sharesMicros);
    }
}
