package io.slipstream.sim.exchange;

import java.util.List;

/**
 * One aggressive order with everything that it took: one call of {@code matchOrders}, one transaction.
 *
 * @param sequence number over the whole venue, from 1
 * @param taker the aggressor
 * @param makerFills the resting orders it took, in price-time priority
 * @param sharesMicros shares that the aggressor bought or sold
 * @param cashMicros what the aggressor paid or received before fee, in micro-dollars
 * @param feeMicros the aggressor's fee, in micro-dollars
 * @param matchedAtMillis simulated milliseconds
 */
public record Match(
        long sequence,
        Order taker,
        List<MakerFill> makerFills,
        long sharesMicros,
        long cashMicros,
        long feeMicros,
        long matchedAtMillis) {

    /** Copies the list, which is then fixed. */
    public Match {
        makerFills = List.copyOf(makerFills);
    }

    /** The market of the match. */
    public Market market() {
        return taker.market();
    }
}
