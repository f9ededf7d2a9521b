package io.slipstream.core.market;

import io.slipstream.core.money.FeeSchedule;
import io.slipstream.core.money.Tick;

/**
 * One outcome token with everything a decision needs of its market, resolved ahead of time.
 *
 * @param conditionId the market's condition, {@code 0x} and 64 hex digits
 * @param marketKey the market's slug
 * @param title the market's question
 * @param outcome the name of this outcome
 * @param outcomeIndex position of the outcome in the condition, from 0
 * @param tick price grid; changes when the venue says so
 * @param minSizeMicros smallest order in micro-shares
 * @param fee the market's fee curve
 * @param takerDelayNanos how long the venue holds an order that would trade at once before it does (protocol reference 3.5)
 * @param negRisk whether it belongs to a neg-risk group
 * @param tradable whether the market has an order book, is active and not closed
 * @param paused whether the venue takes no orders in it for now, though it is tradable; what rests stays
 */
public record Instrument(
        TokenId tokenId,
        String conditionId,
        String marketKey,
        String title,
        String outcome,
        int outcomeIndex,
        Tick tick,
        long minSizeMicros,
        FeeSchedule fee,
        long takerDelayNanos,
        boolean negRisk,
        boolean tradable,
        boolean paused) {

    /** The same instrument on another price grid. */
    public Instrument withTick(Tick newTick) {
        return new Instrument(
                tokenId,
                conditionId,
                marketKey,
                title,
                outcome,
                outcomeIndex,
                newTick,
                minSizeMicros,
                fee,
                takerDelayNanos,
                negRisk,
                tradable,
                paused);
    }

    /** The same instrument after its market closed. */
    public Instrument closed() {
        return new Instrument(
                tokenId,
                conditionId,
                marketKey,
                title,
                outcome,
                outcomeIndex,
                tick,
                minSizeMicros,
                fee,
                takerDelayNanos,
                negRisk,
                false,
                false);
    }
}
