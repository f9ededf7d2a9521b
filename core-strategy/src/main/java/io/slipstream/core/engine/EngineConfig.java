package io.slipstream.core.engine;

import io.slipstream.core.copy.CopyPolicy;

/**
 * What the engine runs under.
 *
 * @param startingCashMicros the paper account's first deposit
 * @param submitLatencyNanos from a decision to the venue's book
 * @param equityIntervalNanos between two equity points
 */
public record EngineConfig(
        CopyPolicy policy, long startingCashMicros, long submitLatencyNanos, long equityIntervalNanos) {}
