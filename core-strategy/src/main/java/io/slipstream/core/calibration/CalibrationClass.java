package io.slipstream.core.calibration;

import io.slipstream.core.market.Instrument;

/**
 * Orders that are compared with each other: those of one kind of market, that met books about as old. Categories are known by
 * their fee curve.
 *
 * @param feeRateMicros see {@link io.slipstream.core.money.FeeSchedule#rateMicros}
 * @param tick the price grid, in ten-thousandths of a dollar
 * @param negRisk whether the market belongs to a neg-risk group
 * @param takerDelay whether the venue holds orders there before they trade
 * @param leader whether the orders were of those who are followed: never fitted on, as it is they who are predicted
 */
public record CalibrationClass(
        long feeRateMicros, int tick, boolean negRisk, boolean takerDelay, BookAge age, boolean leader) {

    static CalibrationClass of(Instrument instrument, BookAge age, boolean leader) {
        return new CalibrationClass(
                instrument.fee().rateMicros(),
                instrument.tick().size(),
                instrument.negRisk(),
                instrument.takerDelayNanos() > 0,
                age,
                leader);
    }
}
