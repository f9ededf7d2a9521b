package io.slipstream.core.attribution;

import io.slipstream.core.market.Side;

/**
 * What is known of a copied fill once it is over.
 *
 * @param side which way it traded
 * @param leaderShares what the leader traded, micro-shares; greater than zero
 * @param leaderCollateral what that cost or brought him without his fee, micro-dollars
 * @param meant what his fill is at our ratio, before any rounding, micro-shares
 * @param ordered what we ordered, after rounding and every cap, micro-shares; at most {@code meant}
 * @param filled what was filled of it, micro-shares; at most {@code ordered}
 * @param collateral what that cost or brought, without the fee, micro-dollars
 * @param fee our fee, micro-dollars
 * @param path best prices on the other side while we were late
 * @param mark what a share is worth now, in micro-dollars; what both results are measured by
 */
public record Copy(
        Side side,
        long leaderShares,
        long leaderCollateral,
        long meant,
        long ordered,
        long filled,
        long collateral,
        long fee,
        Path path,
        long mark) {

    /** Checks the ranges. */
    public Copy {
        if (leaderShares <= 0 || filled < 0 || ordered < filled || meant < ordered) {
            throw new IllegalArgumentException("of %d shares of the leader's, %d are meant, %d ordered and %d filled"
                    .formatted(leaderShares, meant, ordered, filled));
        }
    }

    /**
     * The best price on the side that we take from, at the moments on the way, in ten-thousandths.
     *
     * @param atLeader when the leader traded
     * @param atDetection when we learned of it
     * @param atDecision when we decided
     * @param atArrival when our order met the book
     */
    public record Path(int atLeader, int atDetection, int atDecision, int atArrival) {}
}
