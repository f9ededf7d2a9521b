package io.slipstream.dashboard.latency;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A latency's distribution in milliseconds; its percentiles are absent where nothing was measured.
 *
 * @param samples how many were measured
 * @param p50Millis half were faster
 * @param p95Millis 95 of 100 were faster
 * @param p99Millis 99 of 100 were faster
 */
public record Latency(
        long samples,
        @Nullable BigDecimal p50Millis,
        @Nullable BigDecimal p95Millis,
        @Nullable BigDecimal p99Millis) {}
