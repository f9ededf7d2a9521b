package io.slipstream.sim.venue;

import io.slipstream.sim.exchange.Account;
import io.slipstream.sim.exchange.MatchType;
import io.slipstream.sim.exchange.Side;
import java.util.List;

/**
 * What one order got out of one match, recorded by the engine at match time; one of these is one {@code OrderFilled}
 * with the order's owner as {@code maker}. A sweep through many orders is one fill of the aggressor. It holds on to no
 * order, match or block, because fills of leaders are kept for good.
 *
 * @param owner whose order it was
 * @param aggressor whose order took; the owner himself in the aggregate
 * @param instrument what was traded
 * @param side the order's side
 * @param orderHash the order
 * @param sharesMicros shares, in micro-shares
 * @param cashMicros collateral paid or received before fee, in micro-dollars
 * @param givenMicros what its log says that the owner gave, collateral or shares: before the refund
 * @param feeMicros fee, in micro-dollars
 * @param matchTypes the ways in which it settled, each once
 * @param matchedAtMillis simulated milliseconds of the match
 * @param transactionHash the transaction that settles it, mined or not
 * @param logOffset index in the transaction of its log
 */
public record Fill(
        Account owner,
        Account aggressor,
        Instrument instrument,
        Side side,
        String orderHash,
        long sharesMicros,
        long cashMicros,
        long givenMicros,
        long feeMicros,
        List<MatchType> matchTypes,
        long matchedAtMillis,
        String transactionHash,
        int logOffset) {

    /** Copies the list. */
    public Fill {
        matchTypes = List.copyOf(matchTypes);
    }

    /** Micro-shares as its log has them. */
    public long loggedSharesMicros() {
        return side == Side.SELL ? givenMicros : sharesMicros;
    }

    /** Micro-dollars as its log has them. */
    public long loggedCashMicros() {
        return side == Side.BUY ? givenMicros : cashMicros;
    }

    /** Whether the order was the aggressor; nobody can match himself. */
    public boolean aggressive() {
        return owner.equals(aggressor);
    }
}
