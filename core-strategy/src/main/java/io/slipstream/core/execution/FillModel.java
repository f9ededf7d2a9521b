package io.slipstream.core.execution;

/** How much is believed when nobody can know. */
enum FillModel {
    /** What was there at the decision and still at the arrival; whoever leaves the queue stood behind us. */
    PESSIMISTIC,
    /** What is there at the arrival, less what paper orders took; a calibrated share of cancels was ahead of us. */
    REALISTIC,
    /** What is shown at the arrival; whoever leaves the queue stood before us. */
    OPTIMISTIC
}
