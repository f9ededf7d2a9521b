package io.slipstream.dashboard.detection;

import io.slipstream.dashboard.format.Figures;

/**
 * A count that ends at a bound, so that it costs the same however much has piled up.
 *
 * @param counted what was counted, at most one more than the bound
 * @param bound how far was counted
 */
public record BoundedCount(long counted, int bound) {

    /** The count, or that it is more than the bound. */
    public String words() {
        Figures figures = new Figures();
        return counted > bound ? "more than " + figures.count(bound) : figures.count(counted);
    }
}
