package io.slipstream.worker.replay;

import io.slipstream.core.chain.Address;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;

/**
 * What came of a leader's fill that was copied.
 *
 * @param orderedMicros what we ordered, micro-shares
 * @param filledMicros what was filled of it
 * @param notionalMicros what that cost or brought, without the fee, micro-dollars
 * @param feeMicros our fee
 * @param leaderPriceMicros what the leader paid or got for a share
 * @param markMicros what a share is worth at the end of the session
 */
record CopyResult(
        Address leader,
        TokenId tokenId,
        Side side,
        long orderedMicros,
        long filledMicros,
        long notionalMicros,
        long feeMicros,
        long leaderPriceMicros,
        long markMicros) {

    /** What it made by the end of the session, fee included, micro-dollars. */
    long profitMicros() {
        long worth = Micros.mulDivDown(filledMicros, markMicros, Micros.ONE);
        return (side == Side.BUY ? worth - notionalMicros : notionalMicros - worth) - feeMicros;
    }

    /** What it cost against the leader's price, fee not included, micro-dollars; negative where ours was better. */
    long slippageMicros() {
        long leaders = Micros.mulDivDown(filledMicros, leaderPriceMicros, Micros.ONE);
        return side == Side.BUY ? notionalMicros - leaders : leaders - notionalMicros;
    }
}
