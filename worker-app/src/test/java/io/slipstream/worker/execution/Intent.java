package io.slipstream.worker.execution;

import io.slipstream.sim.exchange.Outcome;

/** What somebody else does, whatever we do. Sides and prices are those of the book of YES. */
sealed interface Intent {

    /**
     * Places an order.
     *
     * @param who number of an account
     * @param outcome in which it is placed: a bid is a buy of YES or a sale of NO
     * @param price in ten-thousandths of a dollar of YES
     * @param kill whether what is not filled at once is killed instead of resting
     */
    record Place(int who, boolean bid, Outcome outcome, int price, long sharesMicros, boolean kill) implements Intent {

        /** Whether this order, coming in, trades with one of that side and price. */
        boolean meets(boolean restingBid, int restingPrice) {
            return bid != restingBid && (bid ? price >= restingPrice : price <= restingPrice);
        }
    }

    /**
     * Cancels an order; nothing happens if it does not rest any more.
     *
     * @param number of the order among all placed ones, from 0
     */
    record Cancel(int number) implements Intent {}
}
