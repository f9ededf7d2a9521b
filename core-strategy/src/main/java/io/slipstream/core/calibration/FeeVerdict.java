package io.slipstream.core.calibration;

/** What came of holding the fee in a log against the market's fee curve. */
public enum FeeVerdict {
    /** It is the fee at the order's average price, which is what is charged on paper. */
    AT_AVERAGE,
    /** It is not; it is the sum of the fees at each price that the order paid. */
    PER_PRICE,
    /** It is neither. */
    DIFFERENT,
    /** It is not the fee at the average price; what prices that is the average of is not known. */
    UNDECIDED,
    /** The order names a builder, who may charge a fee of his own. */
    BUILT
}
