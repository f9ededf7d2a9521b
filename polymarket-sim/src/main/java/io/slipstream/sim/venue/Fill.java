package io.slipstream.sim.venue;

import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.chain.Transaction;
import io.slipstream.sim.exchange.Account;
import io.slipstream.sim.exchange.MakerFill;
import io.slipstream.sim.exchange.Match;
import io.slipstream.sim.exchange.MatchType;
import io.slipstream.sim.exchange.Order;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one order got out of one match, recorded by the engine at match time; one of these is one {@code OrderFilled}
 * with the order's owner as {@code maker}. A sweep through many orders is one fill of the aggressor.
 *
 * @param match the match
 * @param order the order
 * @param sharesMicros shares, in micro-shares
 * @param cashMicros collateral paid or received before fee, in micro-dollars
 * @param feeMicros fee, in micro-dollars
 * @param transaction the transaction that settles it, mined or not
 * @param logOffset index in the transaction of its log
 */
public record Fill(
        Match match,
        Order order,
        long sharesMicros,
        long cashMicros,
        long feeMicros,
        Transaction transaction,
        int logOffset) {

    /** Whose fill it is. */
    public Account owner() {
        return order.owner();
    }

    /** Whether the order was the aggressor. */
    public boolean aggressive() {
        return order.equals(match.taker());
    }

    /** Where it was mined; null while it is not. */
    public @Nullable Placement placement() {
        return transaction.placement();
    }

    /** The ways in which it settled, each once. */
    public List<MatchType> matchTypes() {
        return match.makerFills().stream()
                .filter(fill -> aggressive() || fill.order().equals(order))
                .map(MakerFill::type)
                .distinct()
                .sorted()
                .collect(Collectors.toList());
    }
}
