package io.slipstream.dashboard.calibration;

import java.math.BigDecimal;

/**
 * Orders of one kind and how far they were from what was predicted of them. Quantiles are without the sign.
 *
 * @param feeRate the market's fee rate, by which its category is known
 * @param tick the price grid in dollars
 * @param negRisk whether the market belongs to a neg-risk group
 * @param takerDelay whether the venue holds orders before they trade
 * @param bookAge how long the book had stood unchanged
 * @param leader whether the orders were leaders'
 * @param orders how many there are
 * @param shallow how many took more than the whole book held
 * @param priceMeasured orders whose price was predicted
 * @param priceExact orders that got the very price
 * @param priceMean ticks a share, positive where orders did worse than predicted
 * @param priceMedian ticks that half of the errors do not exceed
 * @param priceP90 ticks that nine in ten do not exceed
 * @param priceP99 ticks that ninety-nine in a hundred do not exceed
 * @param priceWorst the largest error in ticks
 * @param sizeMeasured orders whose size was held against the book
 * @param sizeExact orders that took what the book held at their prices
 * @param sizeP99 the part of the order that ninety-nine in a hundred errors do not exceed
 */
public record MeasuredClass(
        BigDecimal feeRate,
        BigDecimal tick,
        boolean negRisk,
        boolean takerDelay,
        BookAge bookAge,
        boolean leader,
        long orders,
        long shallow,
        long priceMeasured,
        long priceExact,
        BigDecimal priceMean,
        BigDecimal priceMedian,
        BigDecimal priceP90,
        BigDecimal priceP99,
        BigDecimal priceWorst,
        long sizeMeasured,
        long sizeExact,
        BigDecimal sizeP99) {

    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    /** What tells it from other classes. */
    public String key() {
        return String.join(
                "/",
                feeRate.toPlainString(),
                tick.toPlainString(),
                negRisk ? "neg" : "",
                takerDelay ? "held" : "",
                bookAge.name(),
                leader ? "leader" : "");
    }

    /** The fee rate in per cent. */
    public BigDecimal feePercent() {
        return feeRate.multiply(PERCENT).stripTrailingZeros();
    }

    /** The size error that ninety-nine in a hundred do not exceed, in per cent of the order. */
    public BigDecimal sizeP99Percent() {
        return sizeP99.multiply(PERCENT);
    }
}
