package io.slipstream.core.execution;

/**
 * What an order would have got under the fill models around the one that counts.
 *
 * @param pessimistic no more shares than the real result
 * @param optimistic no fewer
 */
public record FillBounds(Bound pessimistic, Bound optimistic) {

    /**
     * A result.
     *
     * @param sharesMicros what was filled
     * @param notionalMicros what it cost or brought, without the fee, micro-dollars
     * @param feeMicros the fee, micro-dollars
     */
    public record Bound(long sharesMicros, long notionalMicros, long feeMicros) {}
}
