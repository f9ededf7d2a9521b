package io.slipstream.sim.market;

import io.slipstream.sim.exchange.Account;

/**
 * A wallet worth watching.
 *
 * @param account its account
 * @param kind how it trades
 */
public record Leader(Account account, Kind kind) {

    /** How a leader trades. */
    public enum Kind {
        /** Sees the truth early and takes single levels. */
        INFORMED,
        /** Sees it a little later and sweeps through many levels. */
        SWEEPER,
        /** Quotes, and is hit. */
        PASSIVE,
        /** Follows what has moved. */
        MOMENTUM,
        /** Trades for no reason. */
        NOISE
    }
}
