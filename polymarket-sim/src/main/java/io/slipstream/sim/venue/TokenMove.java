package io.slipstream.sim.venue;

import io.slipstream.sim.exchange.Account;
import java.math.BigInteger;

/**
 * A leader's holding of one token changed in one transaction, other than by a fill that the exchanges tell of.
 *
 * @param leader whose
 * @param kind how
 * @param tokenId which token
 * @param sharesMicros by how many micro-shares; negative when there are fewer
 * @param transactionHash the transaction, mined or not
 */
public record TokenMove(Account leader, Kind kind, BigInteger tokenId, long sharesMicros, String transactionHash) {

    /** How a holding changes. */
    public enum Kind {
        /** Collateral became a full set. */
        SPLIT,
        /** A full set became collateral. */
        MERGE,
        /** Tokens of a resolved market were paid out, the loser's with nothing. */
        REDEEM,
        /** NO of one candidate became YES of all others. */
        CONVERT,
        /** The owner sent tokens to somebody, or got them. */
        TRANSFER
    }
}
