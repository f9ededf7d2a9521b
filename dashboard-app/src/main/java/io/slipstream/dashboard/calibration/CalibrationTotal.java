package io.slipstream.dashboard.calibration;

import java.time.Instant;

/**
 * What was measured since a moment, of all kinds of orders together.
 *
 * @param since when measuring began: with the worker, or with the day
 * @param others orders of anybody else that were predicted
 * @param leaders orders of leaders that were, apart from the others
 * @param noInstrument orders in tokens that the registry does not know
 * @param noPrint orders whose trade the market feed did not tell of
 * @param ambiguous orders whose trade could be one of several
 * @param noBook orders that met a book that could not be trusted
 * @param forgotten orders that met a book of which that moment is forgotten
 * @param feesAtAverage fees as charged on paper: at the order's average price
 * @param feesPerPrice fees that are the sum over the order's prices
 * @param feesDifferent fees that are neither
 * @param feesUndecided fees of orders whose prices are not known
 * @param feesBuilt fees that a builder may have a part in
 * @param measuredAt when it was written
 */
public record CalibrationTotal(
        Instant since,
        long others,
        long leaders,
        long noInstrument,
        long noPrint,
        long ambiguous,
        long noBook,
        long forgotten,
        long feesAtAverage,
        long feesPerPrice,
        long feesDifferent,
        long feesUndecided,
        long feesBuilt,
        Instant measuredAt) {

    /** Orders that were not predicted, for whatever reason. */
    public long unpredicted() {
        return noInstrument + noPrint + ambiguous + noBook + forgotten;
    }

    /** Fees that could be judged. */
    public long feesJudged() {
        return feesAgree() + feesDifferent;
    }

    /** Fees that the market's curve explains. */
    public long feesAgree() {
        return feesAtAverage + feesPerPrice;
    }
}
