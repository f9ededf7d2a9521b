package io.slipstream.core.calibration;

import java.util.List;
import java.util.Map;

/**
 * What was measured since a moment: with the worker it begins anew, and every day.
 *
 * @param sinceNanos epoch nanoseconds
 * @param classes those of which something was measured since the report before
 * @param unpredicted how many orders were not predicted, and why
 * @param others how many orders of anybody else were predicted
 * @param leaders how many orders of leaders were predicted, apart from the others
 * @param fees how the fees of all of them compare
 * @param openAlarms how many alarms of fees last
 */
public record CalibrationReport(
        long sinceNanos,
        List<ClassFigures> classes,
        Map<Unpredicted, Long> unpredicted,
        long others,
        long leaders,
        Map<FeeVerdict, Long> fees,
        long openAlarms) {

    /** Why an order was not predicted. */
    public enum Unpredicted {
        /** The registry does not know its token. */
        NO_INSTRUMENT,
        /** The market feed told of no trade that could be it: when it met the book is not known. */
        NO_PRINT,
        /** The market feed told of several trades that could be it. */
        AMBIGUOUS,
        /** There was no book that could be trusted when it matched. */
        NO_BOOK,
        /** What is remembered of the book does not reach back to when it matched. */
        FORGOTTEN
    }

    /**
     * A class with its errors.
     *
     * @param orders how many were predicted
     * @param shallow how many of them took more than the whole book held: their price is not predicted
     * @param price how far they did worse than predicted, in hundredths of a tick a share
     * @param size how far what they took is outside of what the book held at their prices, in millionths of the order
     */
    public record ClassFigures(CalibrationClass of, long orders, long shallow, ErrorFigures price, ErrorFigures size) {}
}
