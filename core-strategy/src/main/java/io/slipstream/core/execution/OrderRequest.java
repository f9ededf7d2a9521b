package io.slipstream.core.execution;

import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import java.util.UUID;

/**
 * A marketable limit order: takes what the book offers up to the limit, the rest rests until its time to live is over.
 *
 * @param attemptId the attempt it executes, one order each
 * @param sharesMicros greater than zero
 * @param limitPrice on the instrument's grid
 * @param ttlNanos from its arrival at the venue
 */
public record OrderRequest(
        UUID attemptId, Instrument instrument, Side side, long sharesMicros, int limitPrice, long ttlNanos) {}
