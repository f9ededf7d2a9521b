package io.slipstream.core.calibration;

/**
 * Errors of one kind, in the unit of the kind. Quantiles are of the errors without their sign, and at most a
 * thirty-second above the true ones.
 *
 * @param count how many were measured
 * @param exact how many of them were zero
 * @param sum with signs: what remains of it when errors go either way is bias
 * @param median half of them are no larger
 * @param p90 nine in ten are no larger
 * @param p99 ninety-nine in a hundred are no larger
 * @param worst the largest
 */
public record ErrorFigures(long count, long exact, long sum, long median, long p90, long p99, long worst) {

    /** The mean with its sign, rounded toward zero; zero where nothing was measured. */
    public long mean() {
        return count == 0 ? 0 : sum / count;
    }
}
