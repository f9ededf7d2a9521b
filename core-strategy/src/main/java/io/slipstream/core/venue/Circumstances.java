package io.slipstream.core.venue;

import io.slipstream.core.money.FeeSchedule;
import io.slipstream.core.money.Tick;

/**
 * What an order meets when it arrives.
 *
 * @param reachable of the book, within the order's price
 * @param funds of what the order gives
 * @param nowNanos event time, epoch nanoseconds
 */
public record Circumstances(Mode mode, Market market, Reachable reachable, Funds funds, long nowNanos) {

    /** What the venue as a whole does, apart from restarts (protocol reference 3.5). */
    public enum Mode {
        /** It trades. */
        TRADING,
        /** It takes cancels only. */
        CANCEL_ONLY,
        /** It takes nothing. */
        DISABLED
    }

    /** What a market does (protocol reference 3.1, 3.5). */
    public enum Phase {
        /** Listed, and not taking orders yet. */
        NOT_READY,
        /** Taking orders. */
        OPEN,
        /** Not taking orders, though not closed. */
        NOT_ACCEPTING,
        /** Over. */
        CLOSED
    }

    /**
     * A market's terms at that moment.
     *
     * @param minSizeMicros smallest order in micro-shares
     */
    public record Market(Phase phase, Tick tick, long minSizeMicros, FeeSchedule fee) {}

    /**
     * What there is to pay with: micro-dollars for a buy, micro-shares of the token for a sell.
     *
     * @param promisedMicros to our other open orders
     * @param allowanceMicros how much the exchange may take
     */
    public record Funds(long balanceMicros, long promisedMicros, long allowanceMicros) {

        /** The same with no bound on what the exchange may take, as approvals are usually given. */
        public static Funds approved(long balanceMicros, long promisedMicros) {
            return new Funds(balanceMicros, promisedMicros, Long.MAX_VALUE);
        }
    }
}
